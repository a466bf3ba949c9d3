// What a timeline hands to its canvas: spans and steps drawn from the pyramids of sim/result at the size of the screen,
// and the lines that move over them. The states are shared with the timeline, which changes them and asks for a replot.
#pragma once

#include "sim/result/step_series.h"
#include "ui/plots/span_painter.h"

#include <QColor>
#include <QPen>
#include <QString>
#include <memory>
#include <vector>

class QCPAxis;
class QCPAxisRect;
class QCPLayer;

namespace coldframe::ui {

struct SpanLayerState {
  std::shared_ptr<const SpanPyramid> pyramid;
  SpanStyle style;
  bool coarse = false; // while it moves, where a picture of it takes long
};

struct StepLayerState {
  std::shared_ptr<const StepSeries> series;
  QColor colour;
  bool filled = true; // else a dashed line: the run that is compared
};

struct TimeMark {
  double seconds = 0;
  QColor colour;
  QString label; // at the top of the first part; empty: none
  double width = 1.5;
};

// From `from` to `to`, over all parts.
struct TimeBand {
  double from = 0;
  double to = 0;
  QBrush brush;
  QString label;
};

struct OverlayState {
  std::vector<TimeBand> bands;
  std::vector<TimeMark> marks;
  QColor paper;
  QFont font;
};

void addSpanLayer(QCPAxis* time, QCPAxis* lanes, std::shared_ptr<const SpanLayerState> state);
void addStepLayer(QCPAxis* time, QCPAxis* value, std::shared_ptr<const StepLayerState> state);
// Over one axis rect; `labelled`: with the labels of marks and bands.
void addOverlay(QCPAxisRect* rect, QCPLayer* layer, std::shared_ptr<const OverlayState> state, bool labelled);

} // namespace coldframe::ui
