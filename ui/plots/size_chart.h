// Time and cost over a size that is to be chosen (items in a batch, memory of a function), one above the other on the
// same axis: intervals as bands, sizes that cannot do the work hollow and their region shaded, bounds as named lines,
// the recommended size, the present one and the one that is looked at marked.
#pragma once

#include "ui/plots/plot_widget.h"
#include "ui/plots/ticker.h"

#include <optional>
#include <vector>

class QCPAxisRect;
class QCPItemText;
class QCPRange;

namespace coldframe::ui {

struct SizeFigure {
  double mean = 0;
  double lo = 0; // of its interval; equal to the mean where there is none
  double hi = 0;
};

struct SizePoint {
  double size = 0;
  bool feasible = false;
  std::optional<SizeFigure> time; // s
  std::optional<SizeFigure> cost; // USD
};

struct SizeBound {
  double at = 0;
  QString text;
};

struct SizeCurves {
  QString sizeName; // "items in a batch"
  Quantity quantity = Quantity::Count;
  QString timeName;              // "makespan"
  QString costName;              // "cost of a run ($)"
  std::vector<SizePoint> points; // by rising size
  std::vector<SizeBound> bounds;
  std::optional<std::size_t> recommended;
  double present = 0;
};

class SizeChart : public PlotWidget {
  Q_OBJECT

public:
  explicit SizeChart(QWidget* parent = nullptr);

  void setCurves(SizeCurves curves);
  const SizeCurves& curves() const { return m_curves; }
  void setShown(std::size_t point);

Q_SIGNALS:
  void picked(std::size_t point); // the nearest to where it was clicked

protected:
  void dress() override;

private:
  void draw();
  void drawFigure(QCPAxisRect& rect, std::optional<SizeFigure> SizePoint::*figure);
  void drawRegions(QCPAxisRect& rect);
  void drawShown();
  QCPItemText* addWords(QCPAxisRect& rect, double at, int line, const QString& text, const QColor& ink);
  int lineHeight() const;
  std::vector<SizeBound> shownMarks(const QCPRange& range) const;

  SizeCurves m_curves;
  std::size_t m_shown = 0;
};

} // namespace coldframe::ui
