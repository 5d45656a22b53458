// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// With errno, a square root is a call per lane instead of one instruction.
let plainRoots: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-fno-math-errno"])]

/// `Sources/Kernels` is built once per instruction set: the folders of the others are symbolic links
/// to it. Their names sort last, so that of any function that two modules share the linker keeps the
/// copy that every processor can run.
#if arch(x86_64)
  let vectorKernels = [
    (name: "X86V3Kernels", define: "X86_V3", flags: ["-march=x86-64-v3"]),
    (
      name: "X86V4Kernels", define: "X86_V4",
      flags: ["-march=x86-64-v4", "-mprefer-vector-width=512"]
    ),
  ]
#else
  let vectorKernels: [(name: String, define: String, flags: [String])] = []
#endif

let package = Package(
  name: "residual-tui",
  products: [
    .executable(name: "residual-tui", targets: ["ResidualTUI"]),
    // Preloaded by a test into the program.
    .library(name: "AllocationCounter", type: .dynamic, targets: ["AllocationCounter"]),
    // For the package in Benchmarks.
    .library(name: "Engine", targets: ["Engine", "KernelTable"]),
    .library(name: "TestSupport", targets: ["TestSupport"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CNcurses", providers: [.apt(["libncurses-dev"]), .brew(["ncurses"])]),
    .target(name: "CTermGuard", cSettings: [.treatAllWarnings(as: .error)]),
    .target(name: "CProcessor", cSettings: [.treatAllWarnings(as: .error)]),
    .target(name: "KernelTable", swiftSettings: strict),
    .target(
      name: "Kernels", dependencies: ["KernelTable"], swiftSettings: strict + plainRoots),
    .target(
      name: "Engine",
      dependencies: ["CProcessor", "KernelTable", "Kernels"]
        + vectorKernels.map { .byName(name: $0.name) },
      swiftSettings: strict,
      linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Interface", dependencies: ["Engine"], swiftSettings: strict),
    .executableTarget(
      name: "ResidualTUI",
      dependencies: [
        "CNcurses", "CProcessor", "CTermGuard", "Engine", "Interface",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Engine"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .target(
      name: "AllocationCounter", path: "Tests/AllocationCounter",
      cSettings: [.treatAllWarnings(as: .error)]),
    .testTarget(
      name: "EngineTests", dependencies: ["Engine", "Kernels", "KernelTable", "TestSupport"],
      exclude: ["Parity"], swiftSettings: strict),
    .testTarget(
      name: "InterfaceTests", dependencies: ["Interface", "Engine", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["ResidualTUI", "TestSupport"], swiftSettings: strict),
  ]
    + vectorKernels.map { kernels in
      .target(
        name: kernels.name, dependencies: ["KernelTable"],
        swiftSettings: strict + plainRoots + [
          .define(kernels.define), .unsafeFlags(kernels.flags.flatMap { ["-Xcc", $0] }),
        ])
    },
  swiftLanguageModes: [.v6]
)
