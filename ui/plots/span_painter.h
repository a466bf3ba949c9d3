// Paints the spans of a pyramid into a rectangle. Where lanes are high enough and spans few, as shapes: waiting and
// result slim, what happens inside the environment full, failed with a hatch. Where a pixel hides several calls, as an
// image of their average colour, from the pyramid's cells: opacity is the covered share, never so faint that a call
// vanishes, and a pixel in which a call failed is vermilion.
#pragma once

#include "sim/result/span_pyramid.h"
#include "ui/plots/theme.h"

#include <QImage>
#include <QRectF>

class QPainter;

namespace coldframe::ui {

struct SpanView {
  double from = 0; // seconds after the trace's t0
  double to = 1;
  double firstLane = 0;
  double endLane = 1;
};

struct SpanStyle {
  const Theme* theme = nullptr;
  std::optional<std::size_t> selectedRow;
  // A second run whose calls lie as thin lines above those of the first with the same number; row by row of the first.
  const std::vector<std::optional<CallBounds>>* above = nullptr;
  bool coarse = false;  // half as many pixels either way, where many calls are in the picture: it moves
  bool vectors = false; // for a file: shapes for as many spans as that is sensible
};

class SpanPainter {
public:
  // Seconds and lanes of `view` fill `target`.
  static void paint(QPainter& painter, const QRectF& target, const SpanPyramid& pyramid, const SpanView& view,
                    const SpanStyle& style);
  // The image part alone, `size` in device pixels.
  static QImage image(const SpanPyramid& pyramid, const SpanView& view, const Theme& theme, QSize size);
  // Whether the view would be painted as shapes.
  static bool asShapes(const SpanPyramid& pyramid, const SpanView& view, double height, bool vectors);
};

} // namespace coldframe::ui
