// The month's cost of two platforms over a quantity, with their bands, where one becomes cheaper than the other (with
// the interval of the crossing), and where the scenario is today.
#pragma once

#include "ui/plots/plot_widget.h"
#include "ui/plots/ticker.h"

#include <array>
#include <optional>
#include <vector>

namespace coldframe::ui {

struct BreakevenCurve {
  QString name;
  std::size_t place = 0; // of the platform in the scenario
  struct Point {
    double at = 0;
    double usd = 0, lo = 0, hi = 0;
  };
  std::vector<Point> points;
};

struct BreakevenMark {
  double at = 0;
  std::optional<double> lo, hi; // none: open
  QString text;
};

struct BreakevenCurves {
  QString quantity; // "requests a month"
  std::array<BreakevenCurve, 2> curves;
  std::vector<BreakevenMark> crossings;
  std::optional<double> today;
  bool logarithmic = true;
};

class BreakevenChart : public PlotWidget {
  Q_OBJECT

public:
  explicit BreakevenChart(QWidget* parent = nullptr);
  void setCurves(BreakevenCurves curves);
  const BreakevenCurves& curves() const { return m_curves; }

protected:
  void dress() override;

private:
  void draw();
  void drawLine(double at, const QPen& pen, const QString& text, double row);

  BreakevenCurves m_curves;
};

} // namespace coldframe::ui
