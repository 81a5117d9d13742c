/// The addresses of pages about examiners and exam participants; `ExamRole` has those of one role.
enum ExamPath {
  /// The officers' start of exams.
  static let officeStart = "/kammer/pruefungen"
}
