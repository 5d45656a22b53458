/// A text as training material.
public struct TextCorpus: Sendable {}
