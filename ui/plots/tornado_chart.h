// A tornado: for each input two bars from a common middle, what the lower and the upper end of its range change. Two
// columns side by side, cost and time, with the same inputs in the same rows; an input that turns the answer within its
// range is marked.
#pragma once

#include "ui/plots/plot_widget.h"

#include <optional>
#include <vector>

class QCPAxisRect;
class QCPMarginGroup;

namespace coldframe::ui {

struct TornadoSide {
  double change = 0; // against the inputs as they are
  double lo = 0;     // of its interval
  double hi = 0;
};

struct TornadoRow {
  QString input; // "item cpu  1.00 s"
  QString range; // "800 ms … 1.20 s"
  // At the lower and the upper end; none where there is no value.
  std::optional<TornadoSide> costLo, costHi, timeLo, timeHi;
  bool flips = false; // another platform is the answer within the range
};

class TornadoChart : public PlotWidget {
  Q_OBJECT

public:
  explicit TornadoChart(QWidget* parent = nullptr);

  void setRows(std::vector<TornadoRow> rows); // the most important first
  const std::vector<TornadoRow>& rows() const { return m_rows; }

protected:
  void dress() override;

private:
  struct Column;
  void draw();
  QCPAxisRect* drawColumn(const Column& column, QCPMarginGroup& margins);
  void markFlips(QCPAxisRect& rect); // at its right edge

  std::vector<TornadoRow> m_rows;
};

} // namespace coldframe::ui
