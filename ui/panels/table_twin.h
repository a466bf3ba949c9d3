// The table that says what a chart shows, behind a toggle: as high as its rows, up to a limit.
#pragma once

#include <QWidget>

class QTableView;
class QToolButton;

namespace coldframe::ui {

class TableModel;
class Workbench;

class TableTwin : public QWidget {
  Q_OBJECT

public:
  // `name`: what its rows are, for screen readers.
  TableTwin(TableModel& model, Workbench& workbench, const QString& name, bool open);

  QTableView& view() const { return *m_view; }
  QToolButton& toggle() const { return *m_toggle; }
  void fit(); // after another table was set

protected:
  void resizeEvent(QResizeEvent* event) override;

private:
  void fitHeight();

  QToolButton* m_toggle;
  QTableView* m_view;
};

} // namespace coldframe::ui
