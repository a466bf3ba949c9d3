// Every command of the window in one list that is searched by typing, and a sheet of all keys. Both are made of the
// window's actions when they are opened, so nothing has to be kept in step.
#pragma once

#include <QFrame>

class QLineEdit;
class QListWidget;
class QMainWindow;

namespace coldframe::ui {

// Typed words filter, arrows choose, Return runs, Escape closes. Deletes itself when closed.
class CommandPalette : public QFrame {
  Q_OBJECT

public:
  explicit CommandPalette(QMainWindow& window);
  static void open(QMainWindow& window);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override; // arrows typed into the search move the choice

private:
  void filter(const QString& typed);
  void run();

  QLineEdit* m_search;
  QListWidget* m_list;
};

// The keys of the menus, and those and the gestures of charts. A window of its own, not modal.
void showShortcutSheet(QMainWindow& window);

} // namespace coldframe::ui
