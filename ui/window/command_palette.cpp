#include "ui/window/command_palette.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace coldframe::ui {

namespace {

constexpr int kChars = 60; // wide
constexpr int kLines = 14;
constexpr int kAction = Qt::UserRole;

struct Command {
  QString name; // "View: Stop"
  QAction* action;
};

QString withoutMnemonic(const QString& text) {
  QString plain;
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (text[i] == u'&' && i + 1 < text.size()) // the next letter is a key, or a "&" that is meant
      ++i;
    plain += text[i];
  }
  return plain;
}

void collect(const QMenu& menu, const QString& path, std::vector<Command>& into) {
  for (QAction* action : menu.actions()) {
    const QString text = withoutMnemonic(action->text());
    if (action->menu() != nullptr)
      collect(*action->menu(), path + text + QStringLiteral(": "), into);
    else if (!action->isSeparator() && !text.isEmpty())
      into.push_back({path + text, action});
  }
}

std::vector<Command> commandsOf(const QMainWindow& window) {
  std::vector<Command> commands;
  for (const QAction* action : window.menuBar()->actions())
    if (action->menu() != nullptr)
      collect(*action->menu(), withoutMnemonic(action->text()) + QStringLiteral(": "), commands);
  // Those of tables and charts, which are in no menu of the window but have a key: each name once.
  for (QAction* action : window.findChildren<QAction*>())
    if (!action->shortcut().isEmpty() && !action->text().isEmpty() &&
        std::ranges::none_of(commands, [&](const Command& known) {
          return known.action == action || known.name == withoutMnemonic(action->text());
        }))
      commands.push_back({withoutMnemonic(action->text()), action});
  return commands;
}

QString keysOf(const QAction& action) {
  return action.shortcut().toString(QKeySequence::NativeText);
}

// What charts do that no menu names.
constexpr std::array<std::pair<const char*, const char*>, 14> kGestures{
    {{QT_TRANSLATE_NOOP("Shortcuts", "Wheel"), QT_TRANSLATE_NOOP("Shortcuts", "zoom at the pointer")},
     {QT_TRANSLATE_NOOP("Shortcuts", "Ctrl + wheel"), QT_TRANSLATE_NOOP("Shortcuts", "Replay: zoom the lines")},
     {QT_TRANSLATE_NOOP("Shortcuts", "Shift + wheel"), QT_TRANSLATE_NOOP("Shortcuts", "Replay: scroll the lines")},
     {QT_TRANSLATE_NOOP("Shortcuts", "Drag"), QT_TRANSLATE_NOOP("Shortcuts", "pan")},
     {QT_TRANSLATE_NOOP("Shortcuts", "Shift + drag"), QT_TRANSLATE_NOOP("Shortcuts", "Replay: measure a stretch")},
     {QT_TRANSLATE_NOOP("Shortcuts", "Double click, 0"), QT_TRANSLATE_NOOP("Shortcuts", "everything again")},
     {QT_TRANSLATE_NOOP("Shortcuts", "+  −  W  S"), QT_TRANSLATE_NOOP("Shortcuts", "zoom")},
     {QT_TRANSLATE_NOOP("Shortcuts", "←  →  A  D"), QT_TRANSLATE_NOOP("Shortcuts", "pan")},
     {QT_TRANSLATE_NOOP("Shortcuts", "Alt + ←, Alt + →"), QT_TRANSLATE_NOOP("Shortcuts", "earlier and later views")},
     {QT_TRANSLATE_NOOP("Shortcuts", "F"), QT_TRANSLATE_NOOP("Shortcuts", "Replay: fit the selected call")},
     {QT_TRANSLATE_NOOP("Shortcuts", "[  ]"), QT_TRANSLATE_NOOP("Shortcuts", "Replay: markers A and B")},
     {QT_TRANSLATE_NOOP("Shortcuts", "Space"), QT_TRANSLATE_NOOP("Shortcuts", "Replay: play or pause")},
     {QT_TRANSLATE_NOOP("Shortcuts", ",  ."), QT_TRANSLATE_NOOP("Shortcuts", "Replay: to the change before, after")},
     {QT_TRANSLATE_NOOP("Shortcuts", "Home, End"),
      QT_TRANSLATE_NOOP("Shortcuts", "Replay: to the beginning, the end")}}};

} // namespace

CommandPalette::CommandPalette(QMainWindow& window)
    : QFrame(&window, Qt::Popup), m_search(new QLineEdit), m_list(new QListWidget) {
  setAttribute(Qt::WA_DeleteOnClose);
  setObjectName(QStringLiteral("palette"));
  setFrameShape(QFrame::StyledPanel);
  m_search->setPlaceholderText(tr("Type a command"));
  m_search->setAccessibleName(tr("Command"));
  m_search->installEventFilter(this);
  m_list->setAccessibleName(tr("Commands"));
  m_list->setFocusPolicy(Qt::NoFocus);
  for (const Command& command : commandsOf(window)) {
    if (!command.action->isEnabled())
      continue;
    const QString keys = keysOf(*command.action);
    auto* item = new QListWidgetItem(
        command.action->icon(), keys.isEmpty() ? command.name : command.name + QStringLiteral("   ") + keys, m_list);
    item->setData(kAction, QVariant::fromValue<QObject*>(command.action));
  }
  auto* column = new QVBoxLayout(this);
  column->addWidget(m_search);
  column->addWidget(m_list);
  connect(m_search, &QLineEdit::textChanged, this, &CommandPalette::filter);
  connect(m_search, &QLineEdit::returnPressed, this, &CommandPalette::run);
  connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
  filter({});
}

void CommandPalette::open(QMainWindow& window) {
  auto* palette = new CommandPalette(window);
  const QFontMetrics metrics = palette->fontMetrics();
  palette->resize(std::min(window.width(), kChars * metrics.averageCharWidth()),
                  std::min(window.height(), kLines * metrics.height() * 3 / 2));
  palette->move(window.mapToGlobal(QPoint((window.width() - palette->width()) / 2, window.height() / 10)));
  palette->show();
  palette->m_search->setFocus();
}

// Every word typed must be in the command, in any order.
void CommandPalette::filter(const QString& typed) {
  const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
  QListWidgetItem* first = nullptr;
  for (int row = 0; row < m_list->count(); ++row) {
    QListWidgetItem* item = m_list->item(row);
    const bool fits = std::ranges::all_of(
        words, [item](const QString& word) { return item->text().contains(word, Qt::CaseInsensitive); });
    item->setHidden(!fits);
    if (fits && first == nullptr)
      first = item;
  }
  m_list->setCurrentItem(first);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
      QApplication::sendEvent(m_list, event);
      return true;
    }
  }
  return QFrame::eventFilter(watched, event);
}

// The palette is gone before its command begins, which may open something itself.
void CommandPalette::run() {
  const QListWidgetItem* chosen = m_list->currentItem();
  if (chosen == nullptr || chosen->isHidden())
    return;
  const QPointer<QAction> action = qobject_cast<QAction*>(chosen->data(kAction).value<QObject*>());
  close();
  if (action)
    action->trigger();
}

void showShortcutSheet(QMainWindow& window) {
  auto* sheet = window.findChild<QDialog*>(QStringLiteral("shortcuts"));
  if (sheet == nullptr) {
    sheet = new QDialog(&window);
    sheet->setObjectName(QStringLiteral("shortcuts"));
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->setWindowTitle(CommandPalette::tr("Keys and gestures"));
    auto* tree = new QTreeWidget;
    tree->setColumnCount(2);
    tree->setHeaderLabels({CommandPalette::tr("Key"), CommandPalette::tr("What it does")});
    tree->setRootIsDecorated(false);
    tree->setAlternatingRowColors(true);
    tree->setAccessibleName(sheet->windowTitle());
    for (const Command& command : commandsOf(window))
      if (const QString keys = keysOf(*command.action); !keys.isEmpty())
        new QTreeWidgetItem(tree, {keys, command.name});
    for (const auto& [keys, what] : kGestures)
      new QTreeWidgetItem(
          tree, {QCoreApplication::translate("Shortcuts", keys), QCoreApplication::translate("Shortcuts", what)});
    tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto* column = new QVBoxLayout(sheet);
    column->addWidget(tree);
    const QFontMetrics metrics = sheet->fontMetrics();
    sheet->resize(kChars * metrics.averageCharWidth(),
                  std::min(window.height(), (tree->topLevelItemCount() + 4) * metrics.height() * 5 / 4));
  }
  sheet->show();
  sheet->raise();
}

} // namespace coldframe::ui
