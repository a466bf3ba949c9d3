#include "sim/workload/distribution_codec.h"

#include "sim/json/quantity.h"
#include "sim/json/reader.h"
#include "sim/json/schema_writer.h"
#include "sim/json/write.h"

#include <algorithm>
#include <cassert>
#include <optional>

namespace coldframe {

namespace {

constexpr double kP95 = 1.6448536269514722; // standard normal quantile of 0.95
constexpr double kMostSigma = 20;
constexpr double kLeastShape = 0.01;
constexpr double kMostShape = 1e9;

ValueKind subject(const FieldOptions& options) {
  assert(options.of != ValueKind::Custom && "a field holding a distribution says what of");
  return options.of;
}

bool readAmount(Reader& reader, const JsonNode& node, const FieldOptions& options, double& out) {
  FieldOptions range = options;
  range.min = std::max(range.min, 0.0);
  if (isQuantity(subject(options)) && std::isinf(range.max))
    range.max = Distribution::kMost;
  switch (subject(options)) {
  case ValueKind::Duration: {
    Duration value;
    if (!reader.read(node, value, range))
      return false;
    out = static_cast<double>(value.ns());
    return true;
  }
  case ValueKind::Memory: {
    Memory value;
    if (!reader.read(node, value, range))
      return false;
    out = static_cast<double>(value.inBytes());
    return true;
  }
  case ValueKind::Bytes: {
    Bytes value;
    if (!reader.read(node, value, range))
      return false;
    out = static_cast<double>(value.count());
    return true;
  }
  default:
    return reader.read(node, out, range);
  }
}

JsonNode writeAmount(double base, const FieldOptions& options) {
  const ValueKind kind = subject(options);
  return isQuantity(kind) ? JsonNode::string(writeBase(kind, base)) : JsonNode::number(base);
}

// A derived location parameter is kept whole, so that it can be written exactly.
double whole(double base, const FieldOptions& options) {
  return isQuantity(subject(options)) ? static_cast<double>(Distribution::toWhole(base)) : base;
}

// The parameters of one law. Whatever was not asked for by the end does not belong to it.
class Parameters {
public:
  Parameters(Reader& reader, const JsonNode& node, const FieldOptions& options)
      : m_reader(reader), m_node(node), m_before(reader.count()) {
    // The field's own range is that of a plain value; a law's parameters are only kept from being negative.
    m_amount.of = options.of;
  }

  bool has(std::string_view name) const { return m_node.find(name) != nullptr; }

  double amount(std::string_view name) {
    double value = 0;
    if (const JsonNode* found = take(name))
      readAmount(m_reader, *found, m_amount, value);
    return value;
  }
  double number(std::string_view name, double min, double max) {
    double value = min;
    if (const JsonNode* found = take(name))
      m_reader.read(*found, value, {.min = min, .max = max});
    return value;
  }
  std::vector<double> amounts(std::string_view name) {
    std::vector<double> values;
    const JsonNode* found = take(name);
    if (!found)
      return values;
    if (!found->isArray() || found->size() == 0) {
      m_reader.wrong(*found, "not a list of values", "a list with at least one value");
      return values;
    }
    values.resize(found->size());
    for (std::size_t i = 0; i < values.size(); ++i)
      readAmount(m_reader, found->at(i), m_amount, values[i]);
    return values;
  }
  void require(bool holds, std::string_view what, std::string_view expectation) {
    if (m_reader.count() == m_before && !holds)
      m_reader.wrongAbout(m_node, std::string(what), std::string(expectation));
  }

  bool done(std::string_view form) {
    for (std::size_t i = 0; i < m_node.size(); ++i) {
      if (m_reader.full())
        break;
      const std::string& key = m_node.keyAt(i);
      if (std::find(m_taken.begin(), m_taken.end(), key) == m_taken.end())
        m_reader.wrongKey(m_node, i, "a key that does not belong here" + suggestion(key, m_taken), std::string(form));
    }
    return m_reader.count() == m_before;
  }

private:
  const JsonNode* take(std::string_view name) {
    m_taken.emplace_back(name);
    const JsonNode* found = m_node.find(name);
    if (!found)
      m_reader.wrongAbout(m_node, "\"" + std::string(name) + "\" is missing", "a parameter of the distribution");
    return found;
  }

  Reader& m_reader;
  const JsonNode& m_node;
  FieldOptions m_amount;
  std::size_t m_before;
  std::vector<std::string> m_taken;
};

using Law = bool (*)(Parameters&, const FieldOptions&, Distribution&);

bool readExponential(Parameters& p, const FieldOptions&, Distribution& out) {
  out = Exponential{p.amount("mean")};
  return p.done("{\"mean\"}");
}

bool readNormal(Parameters& p, const FieldOptions&, Distribution& out) {
  const double mean = p.amount("mean");
  out = Normal{mean, p.amount("sd")};
  return p.done("{\"mean\", \"sd\"}");
}

bool readLogNormal(Parameters& p, const FieldOptions& options, Distribution& out) {
  constexpr std::string_view form = "{\"median\", \"p95\"}, {\"median\", \"sigma\"} or {\"mean\", \"sd\"}";
  if (p.has("mean")) {
    const double mean = p.amount("mean");
    const double sd = p.amount("sd");
    p.require(mean > 0, "the mean of a lognormal is not above 0", "a mean above 0");
    const double square = mean > 0 ? sd / mean * (sd / mean) : 0;
    p.require(square < 1e100, "the spread of the lognormal is too large", "an sd near the mean");
    out = LogNormal{whole(mean / std::sqrt(1 + square), options), std::sqrt(detLog(1 + square))};
    return p.done(form);
  }
  const double median = p.amount("median");
  if (p.has("sigma")) {
    out = LogNormal{median, p.number("sigma", 0, kMostSigma)};
    return p.done(form);
  }
  const double p95 = p.amount("p95");
  p.require(median > 0 && p95 >= median, "the 95 % point of a lognormal is below its median", "0 < median <= p95");
  const double sigma = median > 0 && p95 > median ? detLog(p95 / median) / kP95 : 0;
  p.require(sigma <= kMostSigma, "the spread of the lognormal is too large", "a 95 % point nearer the median");
  out = LogNormal{median, sigma};
  return p.done(form);
}

bool readGamma(Parameters& p, const FieldOptions&, Distribution& out) {
  constexpr std::string_view form = "{\"mean\", \"shape\"} or {\"mean\", \"sd\"}";
  const double mean = p.amount("mean");
  if (!p.has("sd")) {
    out = Gamma{mean, p.number("shape", kLeastShape, kMostShape)};
    return p.done(form);
  }
  const double sd = p.amount("sd");
  const double shape = sd > 0 ? mean / sd * (mean / sd) : kMostShape;
  p.require(shape >= kLeastShape, "the spread of the gamma is too large", "an sd of at most ten times the mean");
  out = Gamma{mean, std::clamp(shape, kLeastShape, kMostShape)};
  return p.done(form);
}

bool readWeibull(Parameters& p, const FieldOptions&, Distribution& out) {
  const double scale = p.amount("scale");
  out = Weibull{scale, p.number("shape", kLeastShape, kMostShape)};
  return p.done("{\"scale\", \"shape\"}");
}

bool readPareto(Parameters& p, const FieldOptions&, Distribution& out) {
  const double minimum = p.amount("minimum");
  out = Pareto{minimum, p.number("shape", kLeastShape, kMostShape)};
  return p.done("{\"minimum\", \"shape\"}");
}

bool readUniform(Parameters& p, const FieldOptions&, Distribution& out) {
  const double low = p.amount("low");
  const double high = p.amount("high");
  p.require(low <= high, "the low end is above the high end", "low <= high");
  out = Uniform{low, high};
  return p.done("{\"low\", \"high\"}");
}

bool readTriangular(Parameters& p, const FieldOptions&, Distribution& out) {
  const double low = p.amount("low");
  const double mode = p.amount("mode");
  const double high = p.amount("high");
  p.require(low <= mode && mode <= high, "the ends and the mode are not in order", "low <= mode <= high");
  out = Triangular{low, mode, high};
  return p.done("{\"low\", \"mode\", \"high\"}");
}

bool readEmpirical(Parameters& p, const FieldOptions&, Distribution& out) {
  out = Empirical{p.amounts("values")};
  return p.done("{\"values\"}");
}

struct LawRow {
  std::string_view name;
  Law read;
  // Sets of parameters, quantities first: for the schema. "mean,sd" quantities; "shape" and "sigma" are numbers.
  std::vector<std::vector<std::string_view>> forms;
};

const std::vector<LawRow>& laws() {
  static const std::vector<LawRow> rows{
      {"exponential", readExponential, {{"mean"}}},
      {"normal", readNormal, {{"mean", "sd"}}},
      {"lognormal", readLogNormal, {{"median", "p95"}, {"median", "sigma"}, {"mean", "sd"}}},
      {"gamma", readGamma, {{"mean", "shape"}, {"mean", "sd"}}},
      {"weibull", readWeibull, {{"scale", "shape"}}},
      {"pareto", readPareto, {{"minimum", "shape"}}},
      {"uniform", readUniform, {{"low", "high"}}},
      {"triangular", readTriangular, {{"low", "mode", "high"}}},
      {"empirical", readEmpirical, {{"values"}}},
  };
  return rows;
}

std::vector<std::string> lawNames() {
  std::vector<std::string> names{"scalar"};
  for (const LawRow& law : laws())
    names.emplace_back(law.name);
  names.emplace_back("mixture");
  return names;
}

std::string formText(const FieldOptions& options) {
  const ValueKind kind = subject(options);
  std::string text = isQuantity(kind)
                         ? std::string(quantityName(kind)) + " such as " + std::string(quantityExample(kind))
                         : std::string("a number");
  return text + ", or a distribution such as {\"lognormal\": {\"median\": …, \"p95\": …}}";
}

bool readLaw(Reader& reader, const JsonNode& node, Distribution& out, const FieldOptions& options, bool weighted);

bool readMixture(Reader& reader, const JsonNode& node, Distribution& out, const FieldOptions& options) {
  if (!node.isArray() || node.size() == 0)
    return reader.wrong(node, "not a mixture",
                        "a list such as [{\"weight\": 0.9, \"scalar\": …}, {\"weight\": 0.1, …}]");
  const std::size_t before = reader.count();
  std::vector<std::pair<double, Distribution>> parts;
  for (std::size_t i = 0; i < node.size(); ++i) {
    const JsonNode& part = node.at(i);
    auto& [weight, law] = parts.emplace_back(0.0, Distribution());
    if (!part.isObject()) {
      reader.wrong(part, "not a part of a mixture", "an object with \"weight\" and a distribution");
      continue;
    }
    if (const JsonNode* given = part.find("weight"))
      reader.read(*given, weight, {.min = 0, .max = 1e12, .aboveMin = true});
    else
      reader.wrongAbout(part, "\"weight\" is missing", "a number above 0");
    readLaw(reader, part, law, options, true);
  }
  if (reader.count() != before)
    return false;
  out = Distribution::mixture(std::move(parts));
  return true;
}

// An object with one member, the law (and "weight" in a mixture).
bool readLaw(Reader& reader, const JsonNode& node, Distribution& out, const FieldOptions& options, bool weighted) {
  const JsonNode* body = nullptr;
  std::size_t index = 0;
  for (std::size_t i = 0; i < node.size(); ++i) {
    if (weighted && node.keyAt(i) == "weight")
      continue;
    if (body)
      return reader.wrongKey(node, i, "a distribution has one law", "only \"" + node.keyAt(index) + "\"");
    body = &node.at(i);
    index = i;
  }
  if (!body)
    return reader.wrongAbout(node, "the distribution's law is missing", formText(options));
  const std::string& name = node.keyAt(index);
  if (name == "scalar") {
    double value = 0;
    if (!readAmount(reader, *body, options, value))
      return false;
    out = Scalar{value};
    return true;
  }
  if (name == "mixture")
    return readMixture(reader, *body, out, options);
  for (const LawRow& law : laws()) {
    if (law.name != name)
      continue;
    if (!body->isObject())
      return reader.wrong(*body, "not the parameters of a distribution", "an object {…}");
    Parameters parameters(reader, *body, options);
    return law.read(parameters, options, out);
  }
  std::string list;
  for (const std::string& known : lawNames())
    list += (list.empty() ? "" : ", ") + known;
  return reader.wrongKey(node, index, "unknown distribution" + suggestion(name, lawNames()), "one of " + list);
}

JsonNode lawNode(std::string_view name, std::vector<std::pair<std::string_view, JsonNode>> parameters) {
  JsonNode node = JsonNode::object();
  JsonNode& body = node.add(std::string(name), JsonNode::object());
  for (auto& [key, value] : parameters)
    body.add(std::string(key), std::move(value));
  return node;
}

struct WriteLaw {
  const FieldOptions& options;
  JsonNode amount(double base) const { return writeAmount(base, options); }
  static JsonNode number(double x) { return JsonNode::number(x); }

  JsonNode operator()(const Scalar& k) const { return amount(k.value); }
  JsonNode operator()(const Exponential& k) const { return lawNode("exponential", {{"mean", amount(k.mean)}}); }
  JsonNode operator()(const Normal& k) const {
    return lawNode("normal", {{"mean", amount(k.mean)}, {"sd", amount(k.sd)}});
  }
  JsonNode operator()(const LogNormal& k) const {
    return lawNode("lognormal", {{"median", amount(k.median)}, {"sigma", number(k.sigma)}});
  }
  JsonNode operator()(const Gamma& k) const {
    return lawNode("gamma", {{"mean", amount(k.mean)}, {"shape", number(k.shape)}});
  }
  JsonNode operator()(const Weibull& k) const {
    return lawNode("weibull", {{"scale", amount(k.scale)}, {"shape", number(k.shape)}});
  }
  JsonNode operator()(const Pareto& k) const {
    return lawNode("pareto", {{"minimum", amount(k.minimum)}, {"shape", number(k.shape)}});
  }
  JsonNode operator()(const Uniform& k) const {
    return lawNode("uniform", {{"low", amount(k.low)}, {"high", amount(k.high)}});
  }
  JsonNode operator()(const Triangular& k) const {
    return lawNode("triangular", {{"low", amount(k.low)}, {"mode", amount(k.mode)}, {"high", amount(k.high)}});
  }
  JsonNode operator()(const Empirical& k) const {
    JsonNode values = JsonNode::array();
    for (const double value : k.values)
      values.append(amount(value));
    return lawNode("empirical", {{"values", std::move(values)}});
  }
  JsonNode operator()(const std::shared_ptr<const Mixture>& k) const {
    JsonNode node = JsonNode::object();
    JsonNode& parts = node.add("mixture", JsonNode::array());
    double before = 0;
    for (std::size_t i = 0; i < k->parts.size(); ++i) {
      JsonNode& part = parts.append(JsonNode::object());
      part.add("weight", number(k->cumulative[i] - before));
      before = k->cumulative[i];
      JsonNode law = std::visit(*this, k->parts[i].kind());
      if (law.isObject())
        part.add(law.keyAt(0), law.at(0));
      else
        part.add("scalar", std::move(law));
    }
    return node;
  }
};

} // namespace

bool JsonCodec<Distribution>::read(Reader& reader, const JsonNode& node, Distribution& out,
                                   const FieldOptions& options) {
  if (node.isObject())
    return readLaw(reader, node, out, options, false);
  if (!node.isString() && !node.isNumeric())
    return reader.wrong(node, "neither a value nor a distribution", formText(options));
  double value = 0;
  if (!readAmount(reader, node, options, value))
    return false;
  out = Scalar{value};
  return true;
}

JsonNode JsonCodec<Distribution>::write(const Distribution& value, const FieldOptions& options) {
  return std::visit(WriteLaw{options}, value.kind());
}

namespace {

JsonNode oneOf(JsonNode choices) {
  JsonNode schema = JsonNode::object();
  schema.add("anyOf", std::move(choices));
  return schema;
}

// {"name": body}, with or without a weight beside it.
JsonNode memberSchema(SchemaDefinitions& definitions, std::string_view name, const JsonNode& body, bool weighted) {
  JsonNode properties = JsonNode::object();
  std::vector<std::string> required{std::string(name)};
  if (weighted) {
    properties.add("weight", definitions.of(valueType<double>(), {.min = 0, .max = 1e12, .aboveMin = true}));
    required.emplace_back("weight");
  }
  properties.add(std::string(name), body);
  return definitions.closedObject(std::move(properties), required);
}

JsonNode parametersSchema(SchemaDefinitions& definitions, const LawRow& law, const JsonNode& amount) {
  JsonNode forms = JsonNode::array();
  for (const auto& form : law.forms) {
    JsonNode properties = JsonNode::object();
    std::vector<std::string> required;
    for (const std::string_view name : form) {
      required.emplace_back(name);
      if (name == "values") {
        JsonNode list = JsonNode::object();
        list.add("type", JsonNode::string("array"));
        list.add("minItems", JsonNode::integer(1));
        list.add("items", amount);
        properties.add(std::string(name), std::move(list));
      } else if (name == "shape" || name == "sigma") {
        const bool shape = name == "shape";
        properties.add(std::string(name),
                       definitions.of(valueType<double>(),
                                      {.min = shape ? kLeastShape : 0, .max = shape ? kMostShape : kMostSigma}));
      } else {
        properties.add(std::string(name), amount);
      }
    }
    forms.append(definitions.closedObject(std::move(properties), required));
  }
  return forms.size() == 1 ? forms.at(0) : oneOf(std::move(forms));
}

} // namespace

JsonNode JsonCodec<Distribution>::schema(SchemaDefinitions& definitions, const FieldOptions& options) {
  const ValueKind kind = subject(options);
  const ValueType& numberType = kind == ValueKind::Duration ? valueType<Duration>()
                                : kind == ValueKind::Memory ? valueType<Memory>()
                                : kind == ValueKind::Bytes  ? valueType<Bytes>()
                                                            : valueType<double>();
  const std::string name = "distribution_" + std::string(kindName(numberType));
  FieldOptions amountOptions;
  amountOptions.min = 0;
  amountOptions.max = Distribution::kMost;
  if (!definitions.has(name)) {
    definitions.define(name, JsonNode::object()); // a mixture holds distributions
    const JsonNode amount = definitions.of(numberType, amountOptions);
    JsonNode choices = JsonNode::array();
    JsonNode parts = JsonNode::array();
    const auto law = [&](std::string_view lawName, const JsonNode& body) {
      choices.append(memberSchema(definitions, lawName, body, false));
      parts.append(memberSchema(definitions, lawName, body, true));
    };
    law("scalar", amount);
    for (const LawRow& row : laws())
      law(row.name, parametersSchema(definitions, row, amount));
    JsonNode mixture = JsonNode::object();
    mixture.add("type", JsonNode::string("array"));
    mixture.add("minItems", JsonNode::integer(1));
    mixture.add("items", SchemaDefinitions::reference(name + ".part"));
    law("mixture", mixture);
    definitions.define(name + ".part", oneOf(std::move(parts)));
    definitions.define(name, oneOf(std::move(choices)));
  }
  FieldOptions plain = options;
  plain.min = std::max(options.min, 0.0);
  plain.max = std::min(options.max, Distribution::kMost);
  JsonNode schema = JsonNode::object();
  JsonNode& either = schema.add("anyOf", JsonNode::array());
  either.append(definitions.of(numberType, plain));
  either.append(SchemaDefinitions::reference(name));
  return schema;
}

} // namespace coldframe
