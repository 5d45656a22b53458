// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "residual-tui",
  products: [
    .executable(name: "residual-tui", targets: ["ResidualTUI"]),
    // For the package in Benchmarks.
    .library(name: "Engine", targets: ["Engine"]),
    .library(name: "TestSupport", targets: ["TestSupport"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CNcurses", providers: [.apt(["libncurses-dev"]), .brew(["ncurses"])]),
    .target(name: "CTermGuard", cSettings: [.treatAllWarnings(as: .error)]),
    .target(name: "KernelTable", swiftSettings: strict),
    .target(name: "Kernels", dependencies: ["KernelTable"], swiftSettings: strict),
    .target(
      name: "Engine", dependencies: ["KernelTable", "Kernels"], swiftSettings: strict,
      linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Interface", dependencies: ["Engine"], swiftSettings: strict),
    .executableTarget(
      name: "ResidualTUI",
      dependencies: [
        "CNcurses", "CTermGuard", "Engine", "Interface",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Engine"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "EngineTests", dependencies: ["Engine", "Kernels", "KernelTable", "TestSupport"],
      exclude: ["Parity"], swiftSettings: strict),
    .testTarget(
      name: "InterfaceTests", dependencies: ["Interface", "Engine", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["ResidualTUI", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
