// How long an idle environment lives if no call takes it. One policy a file; a policy draws, at the start of each idle
// spell, how long that spell may last. Dated presets of AWS Lambda are profiles (scenarios/platforms/), not code.
// To add a policy: a file beside this one, a member of KeepAlive, its tag in keep_alive.cpp, a test against a closed
// form.
#pragma once

#include "sim/json/field_table.h"
#include "sim/platform/faas/keep_alive/fixed.h"
#include "sim/platform/faas/keep_alive/quiet_function.h"
#include "sim/platform/faas/keep_alive/random_life.h"
#include "sim/platform/faas/keep_alive/step_decay.h"
#include "sim/platform/faas/keep_alive/survival_curve.h"

#include <variant>

namespace coldframe {

// Environments are never kept: every call is cold.
struct NoKeepAlive {
  template <class Source>
  Duration drawLife(Source&) const {
    return Duration();
  }
  bool operator==(const NoKeepAlive&) const = default;
};

using KeepAlive = std::variant<FixedKeepAlive, StepDecayKeepAlive, SurvivalCurveKeepAlive, RandomLifeKeepAlive,
                               QuietFunctionKeepAlive, NoKeepAlive>;

template <class Source>
Duration drawIdleLife(const KeepAlive& policy, Source& source) {
  if (const auto* fixed = std::get_if<FixedKeepAlive>(&policy)) [[likely]]
    return fixed->idle;
  return std::visit([&](const auto& p) { return p.drawLife(source); }, policy);
}

template <>
struct Fields<FixedKeepAlive> {
  static const FieldTable<FixedKeepAlive>& table();
};
template <>
struct Fields<StepDecayKeepAlive> {
  static const FieldTable<StepDecayKeepAlive>& table();
};
template <>
struct Fields<SurvivalPoint> {
  static const FieldTable<SurvivalPoint>& table();
};
template <>
struct Fields<SurvivalCurveKeepAlive> {
  static const FieldTable<SurvivalCurveKeepAlive>& table();
};
template <>
struct Fields<RandomLifeKeepAlive> {
  static const FieldTable<RandomLifeKeepAlive>& table();
};
template <>
struct Fields<QuietFunctionKeepAlive> {
  static const FieldTable<QuietFunctionKeepAlive>& table();
};
template <>
struct Fields<NoKeepAlive> {
  static const FieldTable<NoKeepAlive>& table();
};
template <>
struct Variants<KeepAlive> {
  static const TaggedVariant<KeepAlive>& table();
};

} // namespace coldframe
