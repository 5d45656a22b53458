/// What a file is by its first bytes, when it is none of those that were expected.
public enum FileKind: String, CaseIterable, Hashable, Sendable {
  case lfsPointer, html, torchArchive, numpyArchive, zip, pickle, gzip, zstd, bzip2, xz, gguf, numpy
  case hdf5, pdf, safeTensors

  /// Recognises a file, if it begins as one of these does.
  public init?(_ bytes: borrowing Span<UInt8>) {
    let found = Self.allCases.first { kind in
      switch kind {
      case .html: Self.isHTML(bytes)
      case .torchArchive: Self.isArchive(bytes, holding: "data.pkl")
      case .numpyArchive: Self.isArchive(bytes, holding: ".npy")
      case .pickle: bytes.count > 2 && bytes[0] == 0x80 && (2...5).contains(bytes[1])
      case .safeTensors:
        bytes.count > 10 && bytes[8] == UInt8(ascii: "{")
          && (3..<8).allSatisfy { bytes[$0] == 0 }
      case .lfsPointer, .zip, .gzip, .zstd, .bzip2, .xz, .gguf, .numpy, .hdf5, .pdf:
        kind.marks.contains { Self.begins(bytes, with: $0) }
      }
    }
    guard let found else { return nil }
    self = found
  }

  /// Whether it may be read as text all the same.
  public var isText: Bool { self == .html }

  /// `a gzip file; unpack it with gunzip`: what it is and the way out.
  public var description: String {
    switch self {
    case .lfsPointer: "a Git LFS pointer, not the file itself; fetch it with git lfs pull"
    case .html: "an HTML page; download the file itself, perhaps after signing in"
    case .torchArchive, .pickle:
      "a PyTorch or pickle file; in Python save it with safetensors.torch.save_file"
    case .numpyArchive, .numpy: "a NumPy file; in Python save it with safetensors.numpy.save_file"
    case .zip: "a ZIP archive; unpack it with unzip"
    case .gzip: "a gzip file; unpack it with gunzip"
    case .zstd: "a Zstandard file; unpack it with unzstd"
    case .bzip2: "a bzip2 file; unpack it with bunzip2"
    case .xz: "an xz file; unpack it with unxz"
    case .gguf: "a GGUF file; take the weights that it was made from"
    case .hdf5:
      "an HDF5 file; in Python read it with h5py and save it with safetensors.numpy.save_file"
    case .pdf: "a PDF document; extract its text with pdftotext"
    case .safeTensors: "a safetensors file; weights are given by --weights"
    }
  }

  /// The bytes that it begins with, where they alone tell.
  private var marks: [[UInt8]] {
    switch self {
    case .lfsPointer: [Array("version https://git-lfs".utf8)]
    case .zip: [[0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6]]
    case .gzip: [[0x1f, 0x8b]]
    case .zstd: [[0x28, 0xb5, 0x2f, 0xfd]]
    case .bzip2: [Array("BZh".utf8)]
    case .xz: [[0xfd, 0x37, 0x7a, 0x58, 0x5a]]
    case .gguf: [Array("GGUF".utf8)]
    case .numpy: [[0x93] + Array("NUMPY".utf8)]
    case .hdf5: [[0x89] + Array("HDF\r\n".utf8)]
    case .pdf: [Array("%PDF-".utf8)]
    case .html, .torchArchive, .numpyArchive, .pickle, .safeTensors: []
    }
  }

  private static func begins(
    _ bytes: borrowing Span<UInt8>, at start: Int = 0, with mark: [UInt8]
  ) -> Bool {
    guard bytes.count - start >= mark.count else { return false }
    return mark.indices.allSatisfy { bytes[start + $0] == mark[$0] }
  }

  /// `<!doctype html`, `<html` or another tag at the start, behind blanks and a byte order mark.
  private static func isHTML(_ bytes: borrowing Span<UInt8>) -> Bool {
    var start = begins(bytes, with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    while start < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[start]) { start += 1 }
    var text: [UInt8] = []
    for index in start..<min(start + 9, bytes.count) { text.append(bytes[index] | 0x20) }
    return ["<!doctype", "<html", "<head", "<?xml"].contains {
      text.starts(with: $0.utf8.map { $0 | 0x20 })
    }
  }

  /// Whether the first entries of a ZIP archive have a name with this part.
  private static func isArchive(_ bytes: borrowing Span<UInt8>, holding part: String) -> Bool {
    guard begins(bytes, with: [0x50, 0x4b, 3, 4]) else { return false }
    let mark = Array(part.utf8)
    return (30..<min(bytes.count, 300)).contains { begins(bytes, at: $0, with: mark) }
  }
}
