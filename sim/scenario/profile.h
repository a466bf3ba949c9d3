// Platform profiles as documents ("coldframe.platform/1"): scenarios/platforms/NAME[@DATE].json. A header (schema,
// kind, name, date, description) and beside it the members of what the kind says: a function platform, an executor,
// instance types, or a keep-alive policy.
#pragma once

#include "sim/base/result.h"
#include "sim/executor/executor_profile.h"
#include "sim/json/field_table.h"
#include "sim/json/node.h"
#include "sim/platform/faas/faas_profile.h"
#include "sim/scenario/catalogue.h"

#include <map>
#include <optional>
#include <string>

namespace coldframe {

struct InstanceType {
  std::int64_t vcpus = 1;
  Memory memory;
  double speed = 1;    // of a vCPU that has its core to itself
  double smtYield = 1; // capacity with all vCPUs busy ÷ vCPUs
  Architecture architecture = Architecture::X86;
};

struct InstanceProfile {
  std::string provider = "aws-ec2";
  Distribution boot; // ns from the request until the machine can run something
  std::map<std::string, InstanceType> types;
};

struct KeepAlivePreset {
  KeepAlive keepAlive;
  std::optional<Duration> maxAge;
  std::optional<ReuseOrder> reuse;
};

// A profile's document without its header, overrides merged in, and what its figures are when read.
template <class T>
struct Profile {
  std::string name;   // exact: "aws-lambda@2017-05"
  std::string sha256; // of the profile's own text
  JsonNode document;  // each leaf with its origin
  T value;
};

// Errors: no such profile, one of another kind, or what is wrong with it or with the overrides, each with its place.
Result<Profile<FaasProfile>> loadFaasProfile(const Catalogue& catalogue, const std::string& name,
                                             const JsonNode& overrides);
Result<Profile<ExecutorProfile>> loadExecutor(const Catalogue& catalogue, const std::string& name,
                                              const JsonNode& overrides);
Result<Profile<InstanceProfile>> loadInstances(const Catalogue& catalogue, const std::string& name);
Result<Profile<KeepAlivePreset>> loadKeepAlive(const Catalogue& catalogue, const std::string& name);

// Reads any profile and checks it by its kind: for `platforms show` and for tests of the shipped ones.
struct ProfileInfo {
  std::string kind;
  std::string description;
  JsonNode document; // whole, with annotations
};
Result<ProfileInfo> inspectProfile(const CatalogueText& text);

template <>
struct Fields<InstanceType> {
  static const FieldTable<InstanceType>& table();
};
template <>
struct Fields<InstanceProfile> {
  static const FieldTable<InstanceProfile>& table();
};
template <>
struct Fields<KeepAlivePreset> {
  static const FieldTable<KeepAlivePreset>& table();
};

} // namespace coldframe
