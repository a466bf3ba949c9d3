// One figure of every platform beside the next: small horizontal bars from zero, in the platforms' colours, each with
// its value written at its end as the table writes it, and its 95 % interval as a whisker.
#pragma once

#include "ui/plots/plot_widget.h"

#include <vector>

namespace coldframe::ui {

struct Bar {
  QString platform;
  std::size_t place = 0; // of the platform, for its colour
  double value = 0;
  double lo = 0, hi = 0; // equal to value where there is no interval
  QString shown;         // empty: there is no such figure
};

struct BarStrip {
  QString title; // "makespan"
  std::vector<Bar> bars;
};

class BarStrips : public PlotWidget {
  Q_OBJECT

public:
  explicit BarStrips(QWidget* parent = nullptr);
  void setStrips(std::vector<BarStrip> strips);

protected:
  void dress() override;

private:
  void draw();
  std::vector<BarStrip> m_strips;
};

} // namespace coldframe::ui
