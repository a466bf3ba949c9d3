// CPU credits of burstable machines (t2, t3, t3a, t4g), after the EC2 user guide of 2023-01. A credit is one vCPU at
// 100 % for a minute. A machine earns so many an hour and keeps at most a day's worth. Without a limit it may go on
// when they are spent: up to a day's earnings are lent, and paid back by what is earned later; what goes beyond, and
// what is still owed when the machine stops, is charged by the vCPU-hour. Launch credits of t2 are left out.
#pragma once

#include "sim/units/time.h"

#include <optional>
#include <string_view>

namespace coldframe {

struct CreditRate {
  double perHour = 0; // earned, by the whole machine
  int cpus = 1;
};

// Nothing: not a burstable type.
std::optional<CreditRate> creditRateOf(std::string_view instanceType);
// Whether machines of this type go on without a limit unless somebody says otherwise: all but t2.
bool isUnlimitedByDefault(std::string_view instanceType);

class CreditAccount {
public:
  explicit CreditAccount(CreditRate rate) : m_rate(rate) {}

  // `use`: of all CPUs together, 0 to 1.
  void run(Duration time, double use);
  void stop(); // what is owed is charged

  double balance() const { return m_balance; } // credits kept
  double owed() const { return m_owed; }
  double charged() const { return m_charged; }
  Duration chargedTime() const; // of one vCPU

private:
  CreditRate m_rate;
  double m_balance = 0;
  double m_owed = 0;
  double m_charged = 0;
};

} // namespace coldframe
