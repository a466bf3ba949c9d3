// What each day of a month costs, stacked by line of the bill: the dearest lines by name, the others together.
#pragma once

#include "ui/plots/plot_widget.h"

#include <vector>

namespace coldframe::ui {

struct DailyLine {
  QString item;
  std::vector<double> usdByDay;
};

class DailyCostChart : public PlotWidget {
  Q_OBJECT

public:
  explicit DailyCostChart(QWidget* parent = nullptr);

  // `platform`: its place in the scenario, whose colour the lines are shades of. Lines: the dearest first.
  void setDays(std::vector<QString> days, std::vector<DailyLine> lines, std::size_t platform);

protected:
  void dress() override;

private:
  void draw();

  std::vector<QString> m_days;
  std::vector<DailyLine> m_lines;
  std::size_t m_platform = 0;
};

} // namespace coldframe::ui
