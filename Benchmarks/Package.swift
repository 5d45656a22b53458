// swift-tools-version: 6.2
import PackageDescription

// A package of its own: nobody who builds the program builds its measurements.

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "residual-tui", path: "..")],
  targets: [
    .target(name: "CMachine", cSettings: [.treatAllWarnings(as: .error)]),
    .target(name: "Figures", swiftSettings: strict),
    .executableTarget(
      name: "Bench",
      dependencies: [
        "CMachine", "Figures",
        .product(name: "Engine", package: "residual-tui"),
        .product(name: "TestSupport", package: "residual-tui"),
      ],
      swiftSettings: strict),
    .testTarget(name: "FiguresTests", dependencies: ["Figures"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
