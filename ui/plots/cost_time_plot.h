// Cost against time: a point a platform, with the 95 % intervals of both as whiskers; down and to the left is better.
// Across: the makespan of a job, the 95th percentile of a stream's response; up: the month. Both logarithmic. What
// sends no bill stands on the floor of the chart; what cannot do the work is hollow. Takes its figures from a
// Comparison and makes none.
#pragma once

#include "ui/plots/plot_widget.h"

#include <memory>

class QCPGraph;

namespace coldframe {
struct Comparison;
struct Outcome;
} // namespace coldframe

namespace coldframe::ui {

class CostTimePlot : public PlotWidget {
  Q_OBJECT

public:
  explicit CostTimePlot(QWidget* parent = nullptr);

  void setComparison(std::shared_ptr<const Comparison> comparison);
  void setSelected(const QString& platform);

Q_SIGNALS:
  void picked(const QString& platform);

protected:
  void dress() override;

private:
  void draw();
  void addPoint(const Outcome& outcome, std::size_t place, double floor);
  void addWhisker(double fromX, double fromY, double toX, double toY, const QColor& colour);

  std::shared_ptr<const Comparison> m_comparison;
  QString m_selected;
};

} // namespace coldframe::ui
