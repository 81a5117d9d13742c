/// The addresses of pages about persons of exams; those of one role are told by `ExamRole`.
enum ExamPath {
  /// The officers' start of exams.
  static let officeStart = "/kammer/pruefungen"
}
