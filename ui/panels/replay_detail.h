// What lies below a replay: the legend, the instant of the playhead, and what one points at in sentences; while nothing
// is pointed at, the selected call, the stretch between the markers, or how the chart is used.
#pragma once

#include "ui/panels/replay_run.h"
#include "ui/plots/timeline_plot.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace coldframe::ui {

// What a replay shows: a run, its spans in the order they are drawn in, and a second run beside them. Any may be
// absent.
struct ReplayShown {
  std::shared_ptr<const ReplayRun> run;
  std::shared_ptr<const SpanPyramid> spans;
  std::shared_ptr<const ReplayRun> otherRun;
  std::shared_ptr<const TimelinePlot::Other> other;
  QString differences; // of the whole runs, named

  void setOther(std::shared_ptr<const ReplayRun> second, std::shared_ptr<const TimelinePlot::Other> beside,
                QString named = {}) {
    otherRun = std::move(second);
    other = std::move(beside);
    differences = std::move(named);
  }
  // The row of the trace that is drawn there, or next to it.
  std::optional<std::size_t> rowAt(const TimelinePlot::Place& place) const;
};

class ReplayDetail : public QWidget {
  Q_OBJECT

public:
  // Both outlive it.
  ReplayDetail(const ReplayShown& shown, const TimeAxis& axis, QWidget* parent = nullptr);

  void showPlace(const TimelinePlot::Place& place);
  void showMeasured(double from, double to);
  void showResting();
  void showPlayhead();
  QString text() const; // all that is said but the playhead's instant

private:
  QLabel* addLine(QVBoxLayout* layout);
  void say(const QString& who, const QString& what);
  void sayCall(std::size_t row);

  const ReplayShown& m_shown;
  const TimeAxis& m_axis;
  QLabel* m_now;
  QLabel* m_who;
  QLabel* m_what;
};

} // namespace coldframe::ui
