#include "tests/json/sample_tables.h"

#include "sim/json/reader.h"

namespace coldframe {

const FieldTable<SampleInner>& Fields<SampleInner>::table() {
  static const FieldTable<SampleInner> fields =
      FieldTable<SampleInner>("sample_inner", "a struct inside")
          .field("wait", &SampleInner::wait, {.help = "how long", .min = 0, .max = 3.6e12})
          .field("tries", &SampleInner::tries, {.help = "how often", .min = 1});
  return fields;
}

const FieldTable<SampleFlat>& Fields<SampleFlat>::table() {
  static const FieldTable<SampleFlat> fields =
      FieldTable<SampleFlat>("sample_flat", "members that stand flat")
          .field("note", &SampleFlat::note)
          .field("low", &SampleFlat::low)
          .field("high", &SampleFlat::high)
          .check([](const SampleFlat& flat, Reader& reader, const JsonNode& node) {
            if (flat.low > flat.high)
              reader.wrongAbout(node, "low is above high", "low <= high");
          });
  return fields;
}

const FieldTable<SampleCircle>& Fields<SampleCircle>::table() {
  static const FieldTable<SampleCircle> fields =
      FieldTable<SampleCircle>("sample_circle", "a circle")
          .field("radius", &SampleCircle::radius, {.required = true, .min = 0, .aboveMin = true});
  return fields;
}

const FieldTable<SampleSquare>& Fields<SampleSquare>::table() {
  static const FieldTable<SampleSquare> fields = FieldTable<SampleSquare>("sample_square", "a square")
                                                     .field("side", &SampleSquare::side)
                                                     .field("inner", &SampleSquare::inner);
  return fields;
}

const TaggedVariant<SampleShape>& Variants<SampleShape>::table() {
  static const TaggedVariant<SampleShape> kinds = TaggedVariant<SampleShape>("sample_shape", "a shape")
                                                      .alternative<SampleCircle>("circle", "round")
                                                      .alternative<SampleSquare>("square");
  return kinds;
}

const FieldTable<Sample>& Fields<Sample>::table() {
  static const FieldTable<Sample> fields =
      FieldTable<Sample>("sample", "one of each")
          .field("on", &Sample::on)
          .field("small", &Sample::small, {.min = -10, .max = 10})
          .field("whole", &Sample::whole)
          .field("count", &Sample::count)
          .field("seed", &Sample::seed)
          .field("ratio", &Sample::ratio, {.min = 0, .max = 1})
          .field("name", &Sample::name, {.help = "a name", .required = true, .min = 1})
          .field("time", &Sample::time, {.help = "a time", .source = "a guess", .min = 1e9, .max = 9e11, .step = 1e9})
          .field("shift", &Sample::shift, {.min = -5e13, .max = 5e13})
          .field("memory", &Sample::memory, {.min = 128.0 * 1048576, .max = 3008.0 * 1048576, .step = 64.0 * 1048576})
          .field("data", &Sample::data)
          .field("rate", &Sample::rate)
          .field("width", &Sample::width, {.min = 0, .aboveMin = true})
          .field("price", &Sample::price)
          .field("colour", &Sample::colour)
          .field("maybe", &Sample::maybe)
          .field("sizes", &Sample::sizes)
          .field("weights", &Sample::weights, {.min = 0})
          .field("inner", &Sample::inner)
          .field("inners", &Sample::inners)
          .inlined(&Sample::flat)
          .field("shape", &Sample::shape);
  return fields;
}

} // namespace coldframe
