#if os(Linux)
  import Glibc

  extension PseudoTerminal {
    /// What the program's threads have computed so far, and the kernel for them.
    package func processorSeconds() throws -> Double {
      let status = try TextFile.read("/proc/\(child.identifier)/stat")
      // The name, in parentheses, may hold blanks; behind it the times are words 12 and 13.
      let words = status.split(separator: ")").last?.split(separator: " ") ?? []
      guard words.count > 13, let user = Double(words[11]), let system = Double(words[12]) else {
        throw HarnessError("no times in \(status)")
      }
      return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The signal mask of every thread of the program, a bit for each signal.
    package var blockedSignals: [UInt64] {
      let tasks = "/proc/\(child.identifier)/task"
      guard let directory = unsafe opendir(tasks) else { return [] }
      defer { unsafe closedir(directory) }
      var masks: [UInt64] = []
      while let entry = unsafe readdir(directory) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
          unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
        }
        guard !name.hasPrefix("."), let status = try? TextFile.read("\(tasks)/\(name)/status")
        else { continue }
        for line in status.split(separator: "\n") where line.hasPrefix("SigBlk:") {
          UInt64(line.dropFirst(7).drop { $0 == "\t" }, radix: 16).map { masks.append($0) }
        }
      }
      return masks
    }

    /// Overwrites the code of a library in the running program by an invalid instruction of x86.
    package func spoil(_ library: String) throws {
      let maps = try TextFile.read("/proc/\(child.identifier)/maps")
      let memory = unsafe open("/proc/\(child.identifier)/mem", O_WRONLY | O_CLOEXEC)
      guard memory >= 0 else { throw HarnessError("cannot write the program's memory") }
      defer { close(memory) }
      for line in maps.split(separator: "\n")
      where line.contains(library) && line.contains(" r-xp ") {
        let bounds = line.prefix { $0 != " " }.split(separator: "-")
        guard let start = Int(bounds[0], radix: 16), let end = Int(bounds[1], radix: 16) else {
          continue
        }
        let code = (0..<end - start).map { UInt8($0.isMultiple(of: 2) ? 0x0f : 0x0b) }
        guard unsafe pwrite(memory, code, code.count, start) == code.count else {
          throw HarnessError("cannot spoil \(library)")
        }
      }
    }
  }
#endif
