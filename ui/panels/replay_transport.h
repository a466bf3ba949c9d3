// What moves the playhead of a replay: to the beginning, back, play, on, to the end, a slider over the whole run, and
// how fast it plays. All of it acts on one TimeAxis through one ReplayClock.
#pragma once

#include "ui/panels/replay_clock.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QSlider;
class QToolButton;

namespace coldframe::ui {

class ReplayTransport : public QWidget {
  Q_OBJECT

public:
  ReplayTransport(TimeAxis& axis, ReplayClock& clock, QWidget* parent = nullptr);

Q_SIGNALS:
  void stepped(bool forward); // to the change before or after the playhead

private:
  void makeButtons(QHBoxLayout* row);
  void makeSpeeds(QHBoxLayout* row);
  void showPlayhead();
  void showPlaying(bool playing);

  TimeAxis& m_axis;
  ReplayClock& m_clock;
  QToolButton* m_play = nullptr;
  QSlider* m_scrub = nullptr;
};

} // namespace coldframe::ui
