/// A task that a person can or has to do.
package struct TaskItem: Sendable {
  package let title: String
  /// Nil if the task cannot be opened now.
  package let path: String?
  /// A form instead of a link, for tasks whose opening changes something.
  package let post: TaskPost?
  package let detail: String?
  package let badge: (text: String, kind: BadgeKind)?
  package let isDone: Bool

  package init(
    _ title: String, path: String?, post: TaskPost? = nil, detail: String? = nil,
    badge: (text: String, kind: BadgeKind)? = nil,
    isDone: Bool = false
  ) {
    self.title = title
    self.path = path
    self.post = post
    self.detail = detail
    self.badge = badge
    self.isDone = isDone
  }
}

/// The form behind the title of a task: its address and the single value it submits.
package struct TaskPost: Sendable {
  package let action: String
  package let token: String
  package let name: String
  package let value: String

  package init(action: String, token: String, name: String, value: String) {
    self.action = action
    self.token = token
    self.name = name
    self.value = value
  }
}

/// A step in a longer process.
package struct TimelineItem: Sendable {
  package enum State: String, Sendable {
    case done, now, later
  }

  package let title: String
  package let detail: String?
  package let state: State
  /// The state as text for screen readers.
  package let stateWords: String

  package init(_ title: String, detail: String? = nil, state: State, stateWords: String) {
    self.title = title
    self.detail = detail
    self.state = state
    self.stateWords = stateWords
  }
}

extension HTML {
  /// A list of tasks with their state; the whole line is the link. Numbered if the order matters.
  package mutating func taskList(_ tasks: [TaskItem], isNumbered: Bool = false) {
    element(isNumbered ? "ol" : "ul", [.class(isNumbered ? "tasks counted" : "tasks")]) { list in
      for task in tasks {
        list.element("li", task.isDone ? [.class("done")] : []) { $0.task(task) }
      }
    }
  }

  private mutating func task(_ task: TaskItem) {
    div(.class("what")) { what in
      what.div(.class("title")) { title in
        if let path = task.path {
          title.a(task.title, href: path)
        } else if let post = task.post {
          title.taskForm(task.title, post)
        } else {
          title.text(task.title)
        }
      }
      if let detail = task.detail { what.span(detail, .class("detail")) }
    }
    if let badge = task.badge { self.badge(badge.text, badge.kind) }
  }

  private mutating func taskForm(_ title: String, _ post: TaskPost) {
    form(action: post.action, token: post.token) { form in
      form.element("button", [.type("submit"), .name(post.name), .value(post.value)], text: title)
    }
  }

  /// The progress of a process: what is done, what is due, what comes later.
  package mutating func timeline(_ items: [TimelineItem]) {
    ol(.class("timeline")) { list in
      for item in items {
        list.li(.class(item.state.rawValue), .attribute("aria-current", item.state == .now ? "step" : nil)) { line in
          line.element("span", [.class("title")]) { title in
            title.text(item.title)
            title.span(" (\(item.stateWords))", .class("visually-hidden"))
          }
          if let detail = item.detail { line.span(detail, .class("detail")) }
        }
      }
    }
  }

  /// The position in a form of several pages. `text` is the label: "Step 2 of 4".
  package mutating func stepIndicator(_ text: String, step: Int, of total: Int) {
    div(.class("steps")) { steps in
      steps.p(text, .class("where"))
      steps.ol(.class("bar"), .attribute("aria-hidden", "true")) { bar in
        for number in 1...max(1, total) {
          bar.li("", .class(number < step ? "done" : number == step ? "now" : "later"))
        }
      }
    }
  }
}
