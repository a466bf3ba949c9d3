// A run over time: spans above, and on the same axis below them how many ran, how many waited and what it had cost.
//
//   wheel               zooms time at the pointer; with Ctrl the lanes, with Shift scrolls them
//   drag                pans; Shift-drag measures; a drag of the playhead, or in the strip above the spans, scrubs
//   double click, 0     everything again
//   + − W S             zoom, arrows A D pan, Alt+← Alt+→ earlier views, F fits the selected call
//   [ and ]             set the markers A and B at the pointer, or at the playhead; Esc clears them
//
// The time that is seen, the playhead and the selection are those of the TimeAxis.
#pragma once

#include "sim/result/trace_series.h"
#include "ui/plots/plot_widget.h"
#include "ui/plots/time_axis.h"
#include "ui/plots/timeline_layers.h"

#include <QTimer>
#include <array>

class QCPAxisRect;

namespace coldframe::ui {

class TimelinePlot : public PlotWidget {
  Q_OBJECT

public:
  enum class Part { Spans, Running, Waiting, Cost };
  static constexpr std::size_t kParts = 4;
  struct Place {
    Part part = Part::Spans;
    double seconds = 0;
    double lane = 0; // in the spans
    double secondsPerPixel = 0;
    double lanesPerPixel = 0;
  };
  // A second run to compare with: its curves, and its calls row by row of the first.
  struct Other {
    std::shared_ptr<const TraceSeries> series;
    std::vector<std::optional<CallBounds>> calls;
  };

  explicit TimelinePlot(TimeAxis& axis, QWidget* parent = nullptr);

  void setSpans(std::shared_ptr<const SpanPyramid> spans, const QString& laneName);
  void setSeries(std::shared_ptr<const TraceSeries> series, bool costInMoney, bool costKnown);
  void setOther(std::shared_ptr<const Other> other);

  double firstLane() const { return m_axis.firstLane(); }
  double endLane() const { return m_axis.endLane(); }
  std::optional<Place> placeAt(QPointF position) const;
  QPointF positionOf(double seconds, double lane) const; // in this widget
  QRect partRect(Part part) const;
  SpanView spanView() const;

  bool zoomed() const override;
  void showWhole() override;
  void zoomBy(double factor) override;
  void shareHistory(ViewHistory& history) override;
  void fitSelection();

Q_SIGNALS:
  void pointedAt(const TimelinePlot::Place& place);
  void pointerLeft();
  void clicked(const TimelinePlot::Place& place);
  void measured(double from, double to);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void dress() override;

private:
  enum class Drag { None, Pan, Measure, Scrub };
  void makeParts();
  void showCost(bool shown);
  int nameHeight() const;
  void followAxis();
  void moveOverlay();
  void press(const QMouseEvent& event);
  void move(const QMouseEvent& event);
  void release(const QMouseEvent& event);
  void wheel(const QWheelEvent& event);
  void scrollLanes(double lanes);
  void zoomLanes(double factor, double about);
  double secondsAt(double x) const;

  TimeAxis& m_axis;
  std::array<QCPAxisRect*, kParts> m_rects{};
  std::shared_ptr<SpanLayerState> m_spans;
  std::array<std::shared_ptr<StepLayerState>, 3> m_steps;
  std::array<std::shared_ptr<StepLayerState>, 3> m_otherSteps;
  std::shared_ptr<OverlayState> m_overlay;
  std::shared_ptr<const Other> m_other;
  Drag m_drag = Drag::None;
  QPointF m_pressed;
  QPointF m_dragAt;
  bool m_moved = false;
  QTimer m_still;       // since it moved last
  bool m_drawn = false; // once, so that the overlay has a buffer
  std::optional<std::pair<double, double>> m_measure;
};

} // namespace coldframe::ui
