// Compare: which platform is fastest, which is cheapest, what to watch. The chart sets the month's cost against the
// time of a run (a stream: the 95th percentile of the response); beside it what decides, below it the table.
#pragma once

#include "ui/models/table_model.h"
#include "ui/panels/panel.h"

namespace coldframe::ui {

class BarStrips;
class CostTimePlot;
class TableTwin;

class ComparePanel : public Panel {
  Q_OBJECT

public:
  explicit ComparePanel(Workbench& workbench, QWidget* parent = nullptr);

  QString title() const override { return tr("Compare"); }
  QString iconName() const override { return QStringLiteral("office-chart-scatter"); }
  QString purpose() const override {
    return tr("How long does it take on each platform, what does it cost, and how sure is that?");
  }
  std::vector<Exportable> exportables() const override;

private:
  void showComparison();
  void showSelection();

  CostTimePlot* m_costTime;
  BarStrips* m_bars;
  QLabel* m_verdicts; // whether each can do it at all, and the number that decides
  TableModel m_table;
  TableTwin* m_twin;
};

} // namespace coldframe::ui
