public import KernelTable

/// The kernels of this module's instruction set.
public let table = KernelTable(instructionSet: "baseline")
