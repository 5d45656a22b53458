import KernelTable

func embed(
  _ rows: Int, _ width: Int, _ sequence: Int, _ tokens: UnsafePointer<Int32>, _ token: Source,
  _ position: Source, _ output: Target
) {
  var r = 0
  while r < rows {
    unsafe scaledAdd(
      width, 1, token + Int(tokens[r]) &* width, position + (r % sequence) &* width,
      output + r &* width)
    r &+= 1
  }
}

func embedGradient(
  _ rows: Int, _ width: Int, _ sequence: Int, _ tokens: UnsafePointer<Int32>, _ dOutput: Source,
  _ dToken: Target, _ dPosition: Target
) {
  var r = 0
  while r < rows {
    let gradient = unsafe dOutput + r &* width
    let token = unsafe dToken + Int(tokens[r]) &* width
    let position = unsafe dPosition + (r % sequence) &* width
    unsafe scaledAdd(width, 1, gradient, token, token)
    unsafe scaledAdd(width, 1, gradient, position, position)
    r &+= 1
  }
}
