import Engine

/// The limits of the control groups that a process is in, in the words of the kernel's files.
///
/// Both versions are read, and every ancestor of the process's own group: the smallest limit holds. Of a
/// group that lies outside what is mounted here, as in a container, the root of the mount is read.
struct ControlGroups: Sendable {
  /// The contents of a file by its path, if there is such a file.
  private let file: @Sendable (String) -> String?
  /// `/proc/self/cgroup`: the groups of the process, one line a hierarchy.
  private let membership: String
  /// `/proc/self/mountinfo`: where the hierarchies are mounted.
  private let mountTable: String

  /// Reads where the groups are once, and their limits whenever one is asked for.
  init(file: @escaping @Sendable (String) -> String?) {
    self.file = file
    membership = file("/proc/self/cgroup") ?? ""
    mountTable = file("/proc/self/mountinfo") ?? ""
  }

  /// The groups that this process is in.
  static let present = ControlGroups { path in
    guard let bytes = try? FileInput.bytes(of: path, limit: 1 << 20) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Bytes of memory that they allow together; `nil` where they set no limit.
  var memoryBytes: Int? {
    let limits =
      folders(of: .second, "memory").map { whole("\($0)/memory.max") }
      + folders(of: .first, "memory").map { whole("\($0)/memory.limit_in_bytes") }
    // Without a limit the first version says the largest number of whole pages.
    return limits.compactMap(\.self).filter { $0 < Int.max - (1 << 20) }.min()
  }

  /// Processors' worth of time that they grant; `nil` where they set no limit.
  var processorQuota: Double? {
    let quotas =
      folders(of: .second, "cpu").map { folder in
        let numbers = words("\(folder)/cpu.max").map { Int($0) }
        return numbers.count == 2 ? Self.share(numbers[0], numbers[1]) : nil
      }
      + folders(of: .first, "cpu").map {
        Self.share(whole("\($0)/cpu.cfs_quota_us"), whole("\($0)/cpu.cfs_period_us"))
      }
    return quotas.compactMap(\.self).min()
  }

  /// Time granted in each period over the period; a quota of −1 or `max` is none.
  private static func share(_ quota: Int?, _ period: Int?) -> Double? {
    guard let quota, let period, quota > 0, period > 0 else { return nil }
    return Double(quota) / Double(period)
  }

  private func words(_ path: String) -> [Substring] {
    (file(path) ?? "").split { $0.isWhitespace }
  }

  private func whole(_ path: String) -> Int? { words(path).first.flatMap { Int($0) } }
}

// MARK: - Where the groups are

extension ControlGroups {
  /// The two interfaces of the kernel; both may be in use at once.
  private enum Version {
    case first, second
  }

  /// The folders of the process's group and of all its ancestors, as far as they are mounted.
  private func folders(of version: Version, _ controller: String) -> [String] {
    guard let group = group(version, controller) else { return [] }
    return mounts(version, controller).flatMap { mount in
      let steps = mount.steps(to: group)
      return (0...steps.count).map { count in
        ([Substring(mount.point)] + steps.prefix(count)).joined(separator: "/")
      }
    }
  }

  /// The path of the process's group: the line `4:cpu,cpuacct:/a/b` or, of the second version, `0::/a/b`.
  private func group(_ version: Version, _ controller: String) -> Substring? {
    for line in membership.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let isMeant =
        switch version {
        case .first: parts[1].split(separator: ",").contains { $0 == controller }
        case .second: parts[0] == "0" && parts[1].isEmpty
        }
      if isMeant { return parts[2] }
    }
    return nil
  }

  /// Where a hierarchy, or a part of it, is mounted.
  private struct Mount {
    /// The group that is seen at the mount point.
    var root: String
    var point: String

    /// The names that lead from the mount point to a group; none for one that lies elsewhere.
    func steps(to group: Substring) -> [Substring] {
      let root = root.split(separator: "/")
      let path = group.split(separator: "/")
      guard path.starts(with: root), !path.contains("..") else { return [] }
      return Array(path.dropFirst(root.count))
    }
  }

  /// Lines such as `35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory`.
  private func mounts(_ version: Version, _ controller: String) -> [Mount] {
    mountTable.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let dash = words.firstIndex(of: "-"), dash >= 5, dash + 3 < words.count else {
        return nil
      }
      let isMeant =
        switch version {
        case .first:
          words[dash + 1] == "cgroup"
            && words[dash + 3].split(separator: ",").contains { $0 == controller }
        case .second: words[dash + 1] == "cgroup2"
        }
      return isMeant
        ? Mount(root: Self.unescaped(words[3]), point: Self.unescaped(words[4])) : nil
    }
  }

  /// Undoes the kernel's escapes of blanks and backslashes, `\040`.
  private static func unescaped(_ text: Substring) -> String {
    var pieces = text.split(separator: "\\", omittingEmptySubsequences: false)[...]
    var result = String(pieces.popFirst() ?? "")
    for piece in pieces {
      guard let code = UInt8(piece.prefix(3), radix: 8) else {
        result += "\\" + piece
        continue
      }
      result.unicodeScalars.append(Unicode.Scalar(code))
      result += piece.dropFirst(3)
    }
    return result
  }
}
