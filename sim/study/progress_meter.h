// Adds up the progress of many simulations that run at once into one fraction, and reports it one call at a time.
#pragma once

#include <functional>
#include <mutex>

namespace coldframe {

class ProgressMeter {
public:
  ProgressMeter(double total, std::function<void(double)> report) : m_total(total), m_report(std::move(report)) {}

  // `done` more of the total; from any thread.
  void add(double done) {
    if (!m_report || !(m_total > 0))
      return;
    const std::scoped_lock lock(m_mutex);
    m_done += done;
    m_report(m_done < m_total ? m_done / m_total : 1.0);
  }

private:
  double m_total;
  std::function<void(double)> m_report;
  std::mutex m_mutex;
  double m_done = 0;
};

// One simulation's share of a meter: what it reports as fractions of itself.
class ProgressShare {
public:
  ProgressShare(ProgressMeter& meter, double size) : m_meter(meter), m_size(size) {}
  void reach(double fraction) {
    if (fraction <= m_reached)
      return;
    m_meter.add((fraction - m_reached) * m_size);
    m_reached = fraction;
  }

private:
  ProgressMeter& m_meter;
  double m_size;
  double m_reached = 0;
};

} // namespace coldframe
