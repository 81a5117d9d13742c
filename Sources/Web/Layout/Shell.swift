/// The frame of a page: everything around its content, in the visitor's language.
package struct Shell: Sendable {
  package var language: String
  /// The page title; the window title appends the chamber's name.
  package var title: String
  package var chamber: Chamber
  package var assets: AssetPaths
  package var words: Words
  package var menu: [MenuItem] = []
  package var account: Account?
  /// The account that the page is made for, so that what a device stores locally is shown to nobody else; empty for
  /// nobody.
  package var owner = ""
  package var signOut: PostButton?
  /// The sign-in link, for visitors who are not signed in.
  package var signIn: Link?
  /// The link to this page in the other language, labelled in that language.
  package var otherLanguage: LanguageLink?
  package var acting: Acting?
  package var flash: FlashLine?
  package var footer: [Link] = []
  /// The end of the footer, such as the name of the product.
  package var imprint: String?
  package var width: Width = .normal

  package init(language: String, title: String, chamber: Chamber, assets: AssetPaths, words: Words) {
    self.language = language
    self.title = title
    self.chamber = chamber
    self.assets = assets
    self.words = words
  }
}

extension Shell {
  package struct Chamber: Sendable {
    package let name: String
    /// The line below the name, such as "Kundenportal".
    package let line: String

    package init(name: String, line: String) {
      self.name = name
      self.line = line
    }
  }

  /// Versioned addresses of assets, from `Assets.address`.
  package struct AssetPaths: Sendable {
    package let styleSheet: String
    /// The chamber's colours (`ChamberColour.styleSheet`); nil for the default.
    package let chamberStyleSheet: String?
    package let scripts: [String]
    package let icon: String

    package init(styleSheet: String, chamberStyleSheet: String? = nil, scripts: [String], icon: String) {
      self.styleSheet = styleSheet
      self.chamberStyleSheet = chamberStyleSheet
      self.scripts = scripts
      self.icon = icon
    }
  }

  /// The texts of the frame itself.
  package struct Words: Sendable {
    package let skip: String
    /// The name of the menu landmark, such as "Hauptmenü".
    package let mainMenu: String
    /// The label of the button that opens the menu on a phone.
    package let menu: String
    /// The name of the footer's landmark.
    package let footerMenu: String

    package init(skip: String, mainMenu: String, menu: String, footerMenu: String) {
      self.skip = skip
      self.mainMenu = mainMenu
      self.menu = menu
      self.footerMenu = footerMenu
    }
  }

  package struct MenuItem: Sendable {
    package let label: String
    package let path: String
    package let isCurrent: Bool
    /// How many items wait there, and the same as text for screen readers ("3 new"); zero and nil show nothing.
    package let count: Int?
    package let countWords: String?

    package init(
      _ label: String, _ path: String, isCurrent: Bool = false, count: Int? = nil, countWords: String? = nil
    ) {
      self.label = label
      self.path = path
      self.isCurrent = isCurrent
      self.count = count
      self.countWords = countWords
    }
  }

  package struct Account: Sendable {
    package let name: String
    /// The function that the person acts in, such as "Ausbilderin".
    package let function: String?
    package let path: String

    package init(name: String, function: String? = nil, path: String) {
      self.name = name
      self.function = function
      self.path = path
    }
  }

  package struct LanguageLink: Sendable {
    package let label: String
    package let path: String
    package let language: String

    package init(_ label: String, _ path: String, language: String) {
      self.label = label
      self.path = path
      self.language = language
    }
  }

  /// The banner on every page of a deputy: for whom the person acts, and the way back, as a link or as a form if going
  /// back changes something.
  package struct Acting: Sendable {
    package let text: String
    package let until: String?
    package let back: Link?
    package let leave: PostButton?

    package init(text: String, until: String? = nil, back: Link? = nil, leave: PostButton? = nil) {
      self.text = text
      self.until = until
      self.back = back
      self.leave = leave
    }
  }

  package struct FlashLine: Sendable {
    package let kind: AlertKind
    package let text: String

    package init(_ text: String, _ kind: AlertKind = .good) {
      self.kind = kind
      self.text = text
    }
  }

  package enum Width: Sendable {
    case normal
    /// For tables of the back office.
    case wide
  }
}
