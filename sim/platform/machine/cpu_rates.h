// How fast the CPU parts on one machine run, by how many there are. With c = vCPUs × SMT yield ÷ n for each of n parts,
// a part runs at min(1, c) of a whole vCPU's speed; where a share p of it can use several vCPUs and there is more than
// one for each (c > 1), at Amdahl's 1 ÷ (1 − p + p ÷ c). All parts of a run have the same p, so all run alike.
#pragma once

#include "sim/platform/machine/machine_model.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coldframe {

class CpuRates {
public:
  CpuRates(const MachineModel& machine, std::int64_t slots, double parallelFraction) {
    const double vcpus = static_cast<double>(machine.vcpus);
    const double capacity = vcpus * machine.smtYield;
    m_rate.push_back(0);
    m_busy.push_back(0);
    for (std::int64_t n = 1; n <= slots; ++n) {
      const double each = capacity / static_cast<double>(n);
      const double rate = each < 1 ? each : 1 / (1 - parallelFraction + parallelFraction / each);
      m_rate.push_back(rate);
      m_busy.push_back(std::min(vcpus, static_cast<double>(n) * std::max(1.0, rate)));
      m_shared = m_shared || rate != 1;
    }
  }

  // Does the speed of a part ever depend on how many there are?
  bool shared() const { return m_shared; }
  double rate(std::size_t n) const { return m_rate[n]; } // of a whole vCPU, for each of n
  double busy(std::size_t n) const { return m_busy[n]; } // vCPUs at work

private:
  std::vector<double> m_rate;
  std::vector<double> m_busy;
  bool m_shared = false;
};

} // namespace coldframe
