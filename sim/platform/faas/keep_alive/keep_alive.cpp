#include "sim/platform/faas/keep_alive/keep_alive.h"

#include "sim/json/reader.h"
#include "sim/workload/distribution_codec.h"

namespace coldframe {

const FieldTable<FixedKeepAlive>& Fields<FixedKeepAlive>::table() {
  static const FieldTable<FixedKeepAlive> fields =
      FieldTable<FixedKeepAlive>("fixed_keep_alive", "every idle environment lives equally long")
          .field("idle", &FixedKeepAlive::idle,
                 {.help = "how long an environment stays after its last call", .required = true, .min = 0});
  return fields;
}

const FieldTable<StepDecayKeepAlive>& Fields<StepDecayKeepAlive>::table() {
  static const FieldTable<StepDecayKeepAlive> fields =
      FieldTable<StepDecayKeepAlive>("step_decay_keep_alive",
                                     "a share of the idle environments dies at each step of idle age")
          .field("step", &StepDecayKeepAlive::step, {.help = "length of a step", .required = true, .min = 1e6})
          .field("share", &StepDecayKeepAlive::share,
                 {.help = "share that dies at the end of each step",
                  .required = true,
                  .min = 0,
                  .max = 1,
                  .aboveMin = true});
  return fields;
}

const FieldTable<SurvivalPoint>& Fields<SurvivalPoint>::table() {
  static const FieldTable<SurvivalPoint> fields =
      FieldTable<SurvivalPoint>("survival_point", "how many environments are gone by an idle age")
          .field("age", &SurvivalPoint::age, {.help = "idle age", .required = true, .min = 0})
          .field("dead", &SurvivalPoint::dead,
                 {.help = "share that is gone by then", .required = true, .min = 0, .max = 1});
  return fields;
}

const FieldTable<SurvivalCurveKeepAlive>& Fields<SurvivalCurveKeepAlive>::table() {
  static const FieldTable<SurvivalCurveKeepAlive> fields =
      FieldTable<SurvivalCurveKeepAlive>("survival_curve_keep_alive", "idle lives follow an observed survival curve")
          .field("curve", &SurvivalCurveKeepAlive::curve,
                 {.help = "ages and shares, both rising; the last share is 1", .required = true})
          .check([](const SurvivalCurveKeepAlive& policy, Reader& reader, const JsonNode& node) {
            if (policy.curve.empty() || policy.curve.back().dead < 1)
              reader.wrongAbout(node, "the survival curve does not end", "a last point with \"dead\": 1");
            for (std::size_t i = 1; i < policy.curve.size(); ++i)
              if (policy.curve[i].age <= policy.curve[i - 1].age || policy.curve[i].dead < policy.curve[i - 1].dead)
                reader.wrongAbout(node, "the survival curve does not rise", "ages and shares in rising order");
          });
  return fields;
}

const FieldTable<RandomLifeKeepAlive>& Fields<RandomLifeKeepAlive>::table() {
  static const FieldTable<RandomLifeKeepAlive> fields =
      FieldTable<RandomLifeKeepAlive>("random_life_keep_alive", "each idle spell ends after a random time")
          .field("life", &RandomLifeKeepAlive::life,
                 {.help = "law of the longest idle spell", .required = true, .of = ValueKind::Duration});
  return fields;
}

const FieldTable<QuietFunctionKeepAlive>& Fields<QuietFunctionKeepAlive>::table() {
  static const FieldTable<QuietFunctionKeepAlive> fields =
      FieldTable<QuietFunctionKeepAlive>("quiet_function_keep_alive",
                                         "environments end one by one, and all together when the function is quiet")
          .field("life", &QuietFunctionKeepAlive::life,
                 {.help = "law of an environment's longest idle spell while the function is in use",
                  .required = true,
                  .of = ValueKind::Duration})
          .field("quiet", &QuietFunctionKeepAlive::quiet,
                 {.help = "when no call ran for so long, every idle environment goes", .required = true, .min = 0});
  return fields;
}

const FieldTable<NoKeepAlive>& Fields<NoKeepAlive>::table() {
  static const FieldTable<NoKeepAlive> fields =
      FieldTable<NoKeepAlive>("no_keep_alive", "environments are never kept: every call is cold");
  return fields;
}

const TaggedVariant<KeepAlive>& Variants<KeepAlive>::table() {
  static const TaggedVariant<KeepAlive> kinds =
      TaggedVariant<KeepAlive>("keep_alive", "how long an idle environment lives")
          .alternative<FixedKeepAlive>("fixed", "a fixed time of idleness")
          .alternative<StepDecayKeepAlive>("step-decay", "a share dies at each step of idle age")
          .alternative<SurvivalCurveKeepAlive>("survival-curve", "an observed survival curve")
          .alternative<RandomLifeKeepAlive>("random-life", "a random time of a given law")
          .alternative<QuietFunctionKeepAlive>("quiet-function", "a random time, and all at once in a quiet function")
          .alternative<NoKeepAlive>("none", "never kept");
  return kinds;
}

} // namespace coldframe
