// Measured times and the law fitted to them: the share of the values up to each time as steps, the law as a smooth
// curve over it. A sample without a law is shown alone.
#pragma once

#include "ui/plots/plot_widget.h"

#include <vector>

namespace coldframe::ui {

struct FittedTimes {
  QString title;
  std::vector<double> sample; // s, ascending
  struct Point {
    double seconds = 0;
    double share = 0;
  };
  std::vector<Point> law; // by rising share; empty: none
};

class FitChart : public PlotWidget {
  Q_OBJECT

public:
  explicit FitChart(QWidget* parent = nullptr);
  void setTimes(FittedTimes times);
  const FittedTimes& times() const { return m_times; }

protected:
  void dress() override;

private:
  void draw();

  FittedTimes m_times;
};

} // namespace coldframe::ui
