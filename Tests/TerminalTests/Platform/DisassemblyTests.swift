import Engine
import TestSupport
import Testing

/// No instruction set's code has slipped into functions that every processor runs.
///
/// The linker keeps one copy of a function that several modules share, such as a specialisation of
/// a generic one. If it kept one that was compiled for AVX-512, an older processor would stop there.
@Suite struct DisassemblyTests {
  #if arch(x86_64) && os(Linux)
    @Test func vectorsStayInTheirModules() throws {
      let listing = try listing()
      let disassembly = Disassembly(listing)
      #expect(disassembly.instructionCount > 100_000)
      let strays = disassembly.functions.filter { function in
        switch function.needs {
        case .baseline: false
        case .x86V3: !isOf("X86V3Kernels", function) && !isOf("X86V4Kernels", function)
        case .x86V4: !isOf("X86V4Kernels", function)
        }
      }
      #expect(strays == [])
      // What is looked for is there where it may be.
      for (module, set) in [("X86V3Kernels", InstructionSet.x86V3), ("X86V4Kernels", .x86V4)] {
        #expect(disassembly.functions.contains { isOf(module, $0) && $0.needs == set }, "\(module)")
      }
    }

    /// Mangled names hold a module's name after its length, wherever it appears.
    private func isOf(_ module: String, _ function: Disassembly.Function) -> Bool {
      function.symbol.contains("\(module.utf8.count)\(module)")
    }

    private func listing() throws -> String {
      try #require(Program.isInstalled("objdump"), "Scripts/setup --tests installs it")
      let directory = try TemporaryDirectory()
      let path = directory.path + "/listing"
      let child = try ChildProcess(
        ["objdump", "-d", "--no-show-raw-insn", Program.path], environment: Program.environment(),
        streams: .file(path))
      try #require(try child.wait() == .exited(0))
      return try TextFile.read(path)
    }
  #endif

  @Test func leaksAreFoundByFunction() {
    let disassembly = Disassembly(
      """

      residual-tui:     file format elf64-x86-64

      Disassembly of section .text:

      0000000000038a70 <_init>:
         38a70:\tsub    $0x8,%rsp
         38a74:\tmov    0x2b609d(%rip),%rax        # 2eeb18 <vfork@plt>
         38a7b:\tmovaps %xmm15,%xmm1
      0000000000038a90 <$s12X86V4Kernels4reluyySi_SpySfGACtF>:
         38a90:\tvmovups (%rdi),%ymm0
         38a94:\tvmaxps %zmm0,%zmm1,%zmm2
         38a98:\tkmovw  %k1,%eax
      0000000000038aa0 <$sSa6appendyyxnFSf_Tg5>:
         38aa0:\tpush   %rbp
         38aa1:\tcs shlx %rax,%rcx,%rdx
      0000000000038ab0 <$s6Engine7shorterSfvg>:
         38ab0:\tvmovups (%rdi),%xmm0
         38ab4:\tvmovups %xmm0,%xmm17
      """)
    #expect(disassembly.instructionCount == 10)
    #expect(
      disassembly.functions.map { [$0.symbol, $0.needs.rawValue, $0.instruction] } == [
        ["$s12X86V4Kernels4reluyySi_SpySfGACtF", "x86-64-v4", "vmaxps %zmm0,%zmm1,%zmm2"],
        ["$sSa6appendyyxnFSf_Tg5", "x86-64-v3", "cs shlx %rax,%rcx,%rdx"],
        ["$s6Engine7shorterSfvg", "x86-64-v4", "vmovups %xmm0,%xmm17"],
      ])
  }

  @Test(
    arguments: [
      ("verw   -0x2(%rsp)", .baseline), ("tzcnt  %rax,%rcx", .baseline),
      ("lock xadd %eax,(%rdi)", .baseline), ("andnps %xmm1,%xmm0", .baseline),
      ("call   38a90 <vsnprintf@plt>", .baseline), ("vzeroupper", .x86V3),
      ("vfmadd231ps (%rsi),%ymm1,%ymm2", .x86V3), ("lzcnt  %rax,%rcx", .x86V3),
      ("popcnt %rax,%rcx", .x86V3), ("bzhi   %rsi,%rax,%rdi", .x86V3),
      ("vpternlogd $0xff,%zmm0,%zmm0,%zmm0", .x86V4), ("kortestw %k0,%k0", .x86V4),
      ("vmovups %ymm1,(%rdi){%k1}", .x86V4), ("vaddps %ymm16,%ymm1,%ymm2", .x86V4),
    ] as [(String, InstructionSet)])
  func everyInstructionHasItsSet(instruction: String, set: InstructionSet) {
    let disassembly = Disassembly("0000000000000000 <f>:\n   0:\t\(instruction)\n")
    #expect(disassembly.instructionCount == 1)
    #expect(disassembly.functions.first?.needs ?? .baseline == set)
  }
}
