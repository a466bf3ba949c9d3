// Work beside the window: one at a time, the newest wins. start() asks what runs to stop and begins the next; what an
// older one delivers afterwards is dropped. Deliveries happen on the thread of this object. Destroying it asks the work
// to stop and waits for it, so closing is always safe.
#pragma once

#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>

namespace coldframe::ui {

class Background : public QObject {
  Q_OBJECT

public:
  explicit Background(QObject* parent = nullptr);
  ~Background() override;

  // What the work sees of its surroundings; may be used from any thread.
  class Context {
  public:
    std::stop_token stop() const { return m_stop.get_token(); }
    // 0 … 1 of the whole work.
    void progress(double fraction) const;
    // Runs `delivery` on the window's thread, unless newer work has begun.
    void deliver(std::function<void()> delivery) const;

  private:
    friend class Background;
    Background* m_owner = nullptr;
    std::uint64_t m_generation = 0;
    std::stop_source m_stop;
  };

  using Work = std::function<void(const Context&)>;
  void start(Work work);
  void cancel(); // what it still delivers is taken: a partial result
  void drop();   // asks it to stop too, and nothing of it is taken any more
  bool isBusy() const { return m_busy; }

Q_SIGNALS:
  void busyChanged(bool busy);
  void progressed(double fraction, const QString& remaining); // "about 12 s left", empty while that is unknown

private:
  void showProgress(std::uint64_t generation, double fraction);
  void ended(std::uint64_t generation);

  QThreadPool m_pool;
  std::shared_ptr<Context> m_current;
  std::uint64_t m_generation = 0;
  bool m_busy = false;
  std::int64_t m_startedMs = 0;
};

} // namespace coldframe::ui
