// The scenarios one can open, as a menu: those that are shipped and those opened lately.
#pragma once

#include <QMenu>

namespace coldframe {
class Catalogue;
}

namespace coldframe::ui {

class ScenarioMenu : public QMenu {
  Q_OBJECT

public:
  explicit ScenarioMenu(const Catalogue& catalogue, QWidget* parent = nullptr);
  void setRecentFiles(const QStringList& files);

Q_SIGNALS:
  void chosen(const QString& fileOrName);

private:
  QAction* m_lately; // a heading; the files stand below it
  QList<QAction*> m_recent;
};

} // namespace coldframe::ui
