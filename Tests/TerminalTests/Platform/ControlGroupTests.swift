import Testing

@testable import ResidualTUI

/// Limits of control groups, read from files that stand in a table instead of a system.
@Suite struct ControlGroupTests {
  private func groups(_ files: [String: String]) -> ControlGroups {
    ControlGroups { files[$0] }
  }

  private static let second = [
    "/proc/self/cgroup": "0::/user.slice/job.scope\n",
    "/proc/self/mountinfo":
      "22 1 0:20 / /proc rw - proc proc rw\n"
      + "30 22 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n",
  ]

  private static let first = [
    "/proc/self/cgroup": "5:cpu,cpuacct:/batch/7\n4:memory:/batch/7\n0::/\n",
    "/proc/self/mountinfo":
      "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n"
      + "36 31 0:33 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n",
  ]

  @Test func withoutFilesThereIsNoLimit() {
    #expect(groups([:]).memoryBytes == nil && groups([:]).processorQuota == nil)
    #expect(groups(Self.second).memoryBytes == nil)
    #expect(groups(Self.second).processorQuota == nil)
  }

  @Test func theSmallestOfAllAncestorsHolds() {
    var files = Self.second
    files["/sys/fs/cgroup/user.slice/job.scope/memory.max"] = "max\n"
    files["/sys/fs/cgroup/user.slice/memory.max"] = "536870912\n"
    files["/sys/fs/cgroup/memory.max"] = "1073741824\n"
    #expect(groups(files).memoryBytes == 536_870_912)
    files["/sys/fs/cgroup/user.slice/job.scope/memory.max"] = "268435456\n"
    #expect(groups(files).memoryBytes == 268_435_456)
    files["/sys/fs/cgroup/user.slice/job.scope/memory.max"] = "max\n"
    files["/sys/fs/cgroup/user.slice/memory.max"] = "max\n"
    files["/sys/fs/cgroup/memory.max"] = "max\n"
    #expect(groups(files).memoryBytes == nil)
  }

  @Test func theFirstVersionHasItsOwnNames() {
    var files = Self.first
    files["/sys/fs/cgroup/memory/batch/7/memory.limit_in_bytes"] = "9223372036854771712\n"
    files["/sys/fs/cgroup/memory/memory.limit_in_bytes"] = "9223372036854771712\n"
    files["/sys/fs/cgroup/cpu,cpuacct/batch/7/cpu.cfs_quota_us"] = "-1\n"
    files["/sys/fs/cgroup/cpu,cpuacct/batch/7/cpu.cfs_period_us"] = "100000\n"
    #expect(groups(files).memoryBytes == nil && groups(files).processorQuota == nil)
    files["/sys/fs/cgroup/memory/batch/memory.limit_in_bytes"] = "300000000\n"
    files["/sys/fs/cgroup/cpu,cpuacct/batch/cpu.cfs_quota_us"] = "150000\n"
    files["/sys/fs/cgroup/cpu,cpuacct/batch/cpu.cfs_period_us"] = "100000\n"
    #expect(groups(files).memoryBytes == 300_000_000)
    #expect(groups(files).processorQuota == 1.5)
  }

  @Test func aQuotaIsTimeOverPeriod() {
    var files = Self.second
    files["/sys/fs/cgroup/user.slice/job.scope/cpu.max"] = "max 100000\n"
    #expect(groups(files).processorQuota == nil)
    files["/sys/fs/cgroup/user.slice/cpu.max"] = "25000 100000\n"
    files["/sys/fs/cgroup/cpu.max"] = "400000 100000\n"
    #expect(groups(files).processorQuota == 0.25)
  }

  /// In a container the file names a group of the host, and only a part of the tree is mounted.
  @Test func aMountOfAPartBeginsAtItsRoot() {
    var files = [
      "/proc/self/cgroup": "4:memory:/docker/abc/inner\n",
      "/proc/self/mountinfo":
        "35 31 0:32 /docker/abc /sys/fs/my\\040groups rw - cgroup cgroup rw,memory\n",
      "/sys/fs/my groups/inner/memory.limit_in_bytes": "400000000\n",
      "/sys/fs/my groups/memory.limit_in_bytes": "500000000\n",
    ]
    #expect(groups(files).memoryBytes == 400_000_000)
    for elsewhere in ["/docker/other", "/../sibling", "/"] {
      files["/proc/self/cgroup"] = "4:memory:\(elsewhere)\n"
      #expect(groups(files).memoryBytes == 500_000_000, "\(elsewhere)")
    }
  }

  @Test func whatCannotBeReadIsNoLimit() {
    var files = Self.second
    for text in ["", "\n", "many", "-5", "max max", "0 0"] {
      files["/sys/fs/cgroup/cpu.max"] = text
      #expect(groups(files).processorQuota == nil, "\(text)")
    }
    files["/proc/self/cgroup"] = "garbage\n::\n0:\n"
    files["/proc/self/mountinfo"] = "1 2 - cgroup2\n- - - -\n"
    #expect(groups(files).memoryBytes == nil)
  }
}
