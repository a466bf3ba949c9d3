// Speedup over the number of workers, against the straight line that nothing overtakes.
#pragma once

#include "ui/plots/plot_widget.h"

namespace coldframe::ui {

struct SpeedupPoint {
  std::int64_t workers = 1;
  double speedup = 1;
  double lo = 1; // of its interval; equal to the speedup where there is none
  double hi = 1;
  double ideal = 1;
};

class SpeedupChart : public PlotWidget {
  Q_OBJECT

public:
  explicit SpeedupChart(QWidget* parent = nullptr);
  void setPoints(std::vector<SpeedupPoint> points); // by rising workers
  void setShown(std::int64_t workers);              // the point that stands out

protected:
  void dress() override;

private:
  std::vector<SpeedupPoint> m_points;
  std::int64_t m_shown = 0;
};

} // namespace coldframe::ui
