import Testing

@testable import Apprenticeships

struct SoundKeyTests {
  @Test(arguments: [
    ("meier", "maier"), ("meyer", "mayr"), ("schmidt", "schmitt"), ("muller", "mueller"), ("philipp", "filip"),
    ("yildiz", "jildis"), ("christian", "kristian"), ("hoffmann", "hofman"),
  ])
  func `names that sound alike have one key`(one: String, other: String) {
    #expect(SoundKey.make(one) == SoundKey.make(other))
  }

  @Test(arguments: [("meier", "schulze"), ("anna", "otto"), ("weber", "wagner"), ("becker", "bauer")])
  func `names that sound different do not`(one: String, other: String) {
    #expect(SoundKey.make(one) != SoundKey.make(other) || SoundKey.make(one).count < 2)
  }

  /// The examples of the publication and of its usual tables.
  @Test(arguments: [
    ("muller", "657"), ("wikipedia", "3412"), ("breschnew", "17863"), ("mullerludenscheidt", "65752682"),
  ])
  func `the keys are those of the published table`(word: String, key: String) {
    #expect(SoundKey.make(word) == key)
  }
}
