// The clock of a replay: moves the playhead of a TimeAxis in simulated time while it plays. Real time comes in through
// advance(), from a timer in the window and from the test in a test.
#pragma once

#include "ui/plots/time_axis.h"

#include <QElapsedTimer>
#include <QTimer>

namespace coldframe::ui {

// How fast a replay goes: so many times real time, or the whole run within so many seconds.
struct ReplaySpeed {
  double times = 0;
  double wholeRunIn = 20; // seconds; holds where `times` is 0
};

class ReplayClock : public QObject {
  Q_OBJECT

public:
  explicit ReplayClock(TimeAxis& axis, QObject* parent = nullptr);

  bool isPlaying() const { return m_playing; }
  void play(); // from the beginning where the playhead is at the end
  void pause();
  void toggle() { m_playing ? pause() : play(); }
  void setSpeed(ReplaySpeed speed) { m_speed = speed; }
  double simulatedPerSecond() const;
  // Moves the playhead by what so much real time is worth; stops at the end. Nothing while paused.
  void advance(double realSeconds);

Q_SIGNALS:
  void playingChanged(bool playing);

private:
  TimeAxis& m_axis;
  ReplaySpeed m_speed;
  bool m_playing = false;
  QTimer m_timer;
  QElapsedTimer m_elapsed;
};

} // namespace coldframe::ui
