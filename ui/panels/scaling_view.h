// The run of a job with a number of workers: the carrot field where it is one, else lines, one a worker; or why neither
// can be shown. Below it what plays and scrubs it, the clock and what is done by it, and why some workers stand idle.
#pragma once

#include "sim/result/trace_series.h"
#include "ui/panels/replay_clock.h"
#include "ui/panels/replay_run.h"
#include "ui/plots/time_axis.h"

#include <QWidget>

class QLabel;
class QSlider;
class QToolButton;
class QVBoxLayout;

namespace coldframe::ui {

class CarrotField;
class TimelinePlot;

// A run as it was simulated; spans and series where it is not a carrot field.
struct ScalingRun {
  std::shared_ptr<const Trace> trace;
  std::shared_ptr<const SpanPyramid> spans;
  std::shared_ptr<const TraceSeries> series;
  double to = 0; // its end, seconds
};

class ScalingView : public QWidget {
  Q_OBJECT

public:
  explicit ScalingView(QWidget* parent = nullptr);

  void showRun(const ScalingRun& run, std::size_t workers);
  void showNeither(const QString& why);
  void setTransportVisible(bool visible);
  void setSpeedup(const QString& shown); // "7.9×", beside the clock; empty: not known yet

  const std::shared_ptr<const Trace>& trace() const { return m_trace; }
  TimeAxis& axis() { return m_axis; }
  ReplayClock& clock() { return m_clock; }
  CarrotField& field() { return *m_field; }
  TimelinePlot& lines() { return *m_lines; }

private:
  void makeTransport(QVBoxLayout* into);
  void setTransportEnabled(bool enabled);
  void count();

  TimeAxis m_axis;
  ReplayClock m_clock;
  std::shared_ptr<const Trace> m_trace;
  QString m_speedup;
  CarrotField* m_field;
  TimelinePlot* m_lines;
  QLabel* m_neither;
  QLabel* m_count = nullptr;
  QLabel* m_why = nullptr;
  QSlider* m_scrub = nullptr;
  QToolButton* m_play = nullptr;
};

} // namespace coldframe::ui
