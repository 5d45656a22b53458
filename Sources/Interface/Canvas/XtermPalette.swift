/// The colours that xterm gives the entries of the palette of 256.
package enum XtermPalette {
  /// Red, green and blue as `0xrrggbb`.
  package static func rgb(_ index: UInt8) -> UInt32 {
    if index < 16 { return named[Int(index)] }
    if index >= 232 { return (UInt32(index) - 232) * 0x0a0a0a + 0x080808 }
    func level(_ step: UInt32) -> UInt32 { step == 0 ? 0 : 40 * step + 55 }
    let entry = UInt32(index) - 16
    return level(entry / 36) << 16 | level(entry / 6 % 6) << 8 | level(entry % 6)
  }

  private static let named: [UInt32] = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
  ]
}
