#include "sim/scenario/profile.h"

#include "sim/json/document.h"
#include "sim/json/reader.h"
#include "sim/json/write.h"
#include "sim/workload/distribution_codec.h"

namespace coldframe {

namespace {

constexpr std::string_view kSchema = "coldframe.platform/1";

struct Header {
  std::string schema;
  std::string kind;
  std::string name;
  std::string date;
  std::string description;
};

} // namespace

template <>
struct Fields<Header> {
  static const FieldTable<Header>& table() {
    static const FieldTable<Header> fields = FieldTable<Header>("profile_header", "what a profile says of itself")
                                                 .field("schema", &Header::schema, {.required = true})
                                                 .field("kind", &Header::kind, {.required = true})
                                                 .field("name", &Header::name, {.required = true})
                                                 .field("date", &Header::date)
                                                 .field("description", &Header::description);
    return fields;
  }
};

namespace {

// Takes the header's members out of `body`. The annotations of the whole document stay with the body.
Result<Header> takeHeader(JsonNode& body, bool keepsDate) {
  JsonNode head = JsonNode::object();
  head.setPlace(nullptr, body.line(), body.column());
  for (const FieldInfo& field : Fields<Header>::table().fields())
    if (const JsonNode* found = body.find(field.name))
      head.add(field.name, *found);
  Reader reader;
  Header header;
  if (!reader.read(head, header))
    return failure(reader.error());
  if (header.schema != kSchema) {
    reader.wrong(*body.find("schema"), "not a profile of this version", "\"" + std::string(kSchema) + "\"");
    return failure(reader.error());
  }
  for (const FieldInfo& field : Fields<Header>::table().fields())
    if (!(keepsDate && field.name == "date"))
      body.remove(field.name);
  return header;
}

Result<JsonNode> parseProfile(const CatalogueText& text) {
  Result<JsonDocument> document = JsonDocument::parse(text.text, text.origin, {.annotations = true});
  if (!document)
    return failure(std::move(document.error()));
  return std::move(document->root());
}

template <class T>
Result<Profile<T>> load(const Catalogue& catalogue, const std::string& name, std::string_view kind,
                        const JsonNode& overrides) {
  Result<CatalogueText> text = catalogue.find(CatalogueKind::Platform, name);
  if (!text)
    return failure(std::move(text.error()));
  Result<JsonNode> body = parseProfile(*text);
  if (!body)
    return failure(std::move(body.error()));
  const bool keepsDate = Fields<T>::table().find("date") != nullptr;
  Result<Header> header = takeHeader(*body, keepsDate);
  if (!header)
    return failure(std::move(header.error()));
  if (header->kind != kind) {
    Problem problem;
    problem.what = "this profile is of another kind";
    problem.value = name + ": " + header->kind;
    problem.expectation = "a profile of kind \"" + std::string(kind) + "\"";
    return failure(Error{ErrorKind::Input, {problem}});
  }
  mergeOver(*body, overrides, valueType<T>());
  Profile<T> profile{text->exactName, text->sha256, std::move(*body), {}};
  Reader reader;
  if (!reader.read(profile.document, profile.value))
    return failure(reader.error());
  return profile;
}

} // namespace

const FieldTable<InstanceType>& Fields<InstanceType>::table() {
  using T = InstanceType;
  static const FieldTable<T> fields =
      FieldTable<T>("instance_type", "one type of machine")
          .field("vcpus", &T::vcpus, {.required = true, .min = 1, .max = 4096})
          .field("memory", &T::memory, {.required = true, .min = 1048576})
          .field("speed", &T::speed,
                 {.help = "of a vCPU that has its core to itself", .required = true, .min = 0, .aboveMin = true})
          .field("smt_yield", &T::smtYield,
                 {.help = "capacity with all vCPUs busy ÷ vCPUs", .min = 0, .max = 1, .aboveMin = true})
          .field("architecture", &T::architecture);
  return fields;
}

const FieldTable<InstanceProfile>& Fields<InstanceProfile>::table() {
  using P = InstanceProfile;
  static const FieldTable<P> fields =
      FieldTable<P>("instances", "the machine types of a provider")
          .field("provider", &P::provider, {.help = "the price book's name for it"})
          .field("boot", &P::boot, {.help = "from the request until it can run something", .of = ValueKind::Duration})
          .field("types", &P::types, {.help = "by name", .required = true});
  return fields;
}

const FieldTable<KeepAlivePreset>& Fields<KeepAlivePreset>::table() {
  using P = KeepAlivePreset;
  static const FieldTable<P> fields =
      FieldTable<P>("keep_alive_preset", "how a platform kept environments at a date")
          .field("keep_alive", &P::keepAlive, {.help = "how long an idle environment lives", .required = true})
          .field("max_age", &P::maxAge, {.help = "an environment is retired at this age"})
          .field("reuse", &P::reuse, {.help = "which idle environment takes a call"});
  return fields;
}

Result<Profile<FaasProfile>> loadFaasProfile(const Catalogue& catalogue, const std::string& name,
                                             const JsonNode& overrides) {
  return load<FaasProfile>(catalogue, name, "faas", overrides);
}

Result<Profile<ExecutorProfile>> loadExecutor(const Catalogue& catalogue, const std::string& name,
                                              const JsonNode& overrides) {
  if (name == "none") {
    Profile<ExecutorProfile> none;
    none.name = "none";
    none.document = JsonNode::object();
    return none;
  }
  Result<Profile<ExecutorProfile>> profile = load<ExecutorProfile>(catalogue, name, "executor", overrides);
  if (profile)
    profile->value.name = profile->name;
  return profile;
}

Result<Profile<InstanceProfile>> loadInstances(const Catalogue& catalogue, const std::string& name) {
  return load<InstanceProfile>(catalogue, name, "instances", JsonNode::object());
}

Result<Profile<KeepAlivePreset>> loadKeepAlive(const Catalogue& catalogue, const std::string& name) {
  return load<KeepAlivePreset>(catalogue, "keep-alive-" + name, "keep-alive", JsonNode::object());
}

Result<ProfileInfo> inspectProfile(const CatalogueText& text) {
  Result<JsonNode> document = parseProfile(text);
  if (!document)
    return failure(std::move(document.error()));
  ProfileInfo info;
  info.document = *document;
  JsonNode body = *document;
  const JsonNode* kind = body.find("kind");
  const bool isFunction = kind && kind->isString() && kind->asString() == "faas";
  Result<Header> header = takeHeader(body, isFunction);
  if (!header)
    return failure(std::move(header.error()));
  info.kind = header->kind;
  info.description = header->description;
  Reader reader;
  FaasProfile function;
  ExecutorProfile executor;
  InstanceProfile instances;
  KeepAlivePreset keepAlive;
  if (info.kind == "faas")
    reader.read(body, function);
  else if (info.kind == "executor")
    reader.read(body, executor);
  else if (info.kind == "instances")
    reader.read(body, instances);
  else if (info.kind == "keep-alive")
    reader.read(body, keepAlive);
  else
    reader.wrong(*document->find("kind"), "not a kind of profile", "faas, executor, instances or keep-alive");
  if (!reader.ok())
    return failure(reader.error());
  return info;
}

} // namespace coldframe
