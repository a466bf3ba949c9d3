// The carrot field, seen from above under its glass frame: drawn from a trace at the playhead of a TimeAxis, so it
// plays, scrubs and steps with the replay.
#pragma once

#include "ui/plots/time_axis.h"

#include <QWidget>
#include <memory>

class QPainter;

namespace coldframe {
class Trace;
}

namespace coldframe::ui {

struct CarrotScene;
struct Theme;

class CarrotField : public QWidget {
  Q_OBJECT

public:
  explicit CarrotField(TimeAxis& axis, QWidget* parent = nullptr);

  // Null: an empty bed.
  void setTrace(std::shared_ptr<const Trace> trace, std::size_t harvesters);
  CarrotScene scene() const; // at the playhead
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  TimeAxis& m_axis;
  std::shared_ptr<const Trace> m_trace;
  std::size_t m_harvesters = 0;
};

// Paints a scene into a rectangle, for the widget and for files.
void paintCarrotField(QPainter& painter, const QRectF& target, const CarrotScene& scene, const Theme& theme);

} // namespace coldframe::ui
