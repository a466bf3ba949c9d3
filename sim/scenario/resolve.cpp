#include "sim/scenario/resolve.h"

#include "sim/json/write.h"
#include "sim/scenario/bind_platform.h"
#include "sim/scenario/field_types.h"

namespace coldframe {

namespace {

// Replaces a name by the exact one, keeping where it was written.
void setName(JsonNode& object, std::string_view key, const std::string& exact) {
  JsonNode* name = object.find(key);
  if (!name || !name->isString() || name->asString() == exact)
    return;
  JsonNode replaced = JsonNode::string(exact);
  replaced.copyOrigin(*name);
  *name = std::move(replaced);
}

// What the instance type gives where the platform says nothing.
void addType(JsonNode& platform, const FleetPlatform& block, const Profile<InstanceProfile>& profile) {
  const JsonNode* types = profile.document.find("types");
  const JsonNode* type = types ? types->find(block.instance) : nullptr;
  const auto take = [&](std::string_view key, const JsonNode* from) {
    JsonNode* present = platform.find(key);
    if (!from || !present || !present->isNull())
      return;
    JsonNode value = *from;
    value.annotate(from->basis(), from->source());
    *present = std::move(value);
  };
  if (type)
    for (const std::string_view key : {"vcpus", "memory", "speed", "smt_yield"})
      take(key, type->find(key));
  take("boot", profile.document.find("boot"));
}

class Resolver {
public:
  Resolver(const Scenario& scenario, const Catalogue& catalogue) : m_context{scenario, catalogue, m_cache, Reader()} {}

  Result<JsonNode> run() {
    const ScenarioBlocks& blocks = m_context.scenario.blocks;
    JsonNode root = m_context.scenario.document;
    root.remove("origins");
    const ScenarioBlocks defaults;
    addDefaults(root, valueType<ScenarioBlocks>(), {}, &defaults);
    root.remove("origins");
    resolveBook(root, "prices", blocks.prices, "/prices");
    for (std::size_t i = 0; i < blocks.platforms.size(); ++i)
      resolvePlatform(root.find("platforms")->at(i), blocks.platforms[i], "/platforms/" + std::to_string(i));
    if (!m_context.reader.ok())
      return failure(m_context.reader.error());
    JsonNode origins = JsonNode::object();
    addOrigins(root, {}, origins);
    root.add("origins", std::move(origins));
    return root;
  }

private:
  void resolveBook(JsonNode& object, std::string_view key, const std::string& name, const std::string& pointer) {
    if (name.empty())
      return;
    const Result<CatalogueText> book = m_context.catalogue.find(CatalogueKind::Prices, name);
    if (book)
      setName(object, key, book->exactName);
    else
      m_context.adopt(book.error(), pointer);
  }

  void resolvePlatform(JsonNode& node, const PlatformBlock& block, const std::string& pointer) {
    const PlatformCommon& common = commonOf(block);
    resolveBook(node, "prices", common.prices, pointer + "/prices");
    if (const auto executor = loadExecutor(m_context.catalogue, common.executor, common.executorOverrides)) {
      setName(node, "executor", executor->name);
      if (!executor->value.isNone())
        setExplicit<ExecutorProfile>(node, "executor_overrides", executor->document);
    } else {
      m_context.adopt(executor.error(), pointer + "/executor", pointer + "/executor_overrides");
    }
    if (const auto* function = std::get_if<FaasPlatform>(&block)) {
      const auto profile = loadFaasProfile(m_context.catalogue, function->profile, function->overrides);
      if (profile) {
        setName(node, "profile", profile->name);
        setExplicit<FaasProfile>(node, "overrides", profile->document);
      } else {
        m_context.adopt(profile.error(), pointer + "/profile", pointer + "/overrides");
      }
    }
    if (const auto* fleet = std::get_if<FleetPlatform>(&block)) {
      const auto profile = loadInstances(m_context.catalogue, fleet->profile);
      if (profile) {
        setName(node, "profile", profile->name);
        addType(node, *fleet, *profile);
      } else {
        m_context.adopt(profile.error(), pointer + "/profile");
      }
    }
  }

  template <class T>
  void setExplicit(JsonNode& node, std::string_view key, JsonNode document) {
    addDefaults<T>(document);
    node.set(key, std::move(document));
  }

  // One origin a leaf; a long list of plain values has one for all of it.
  void addOrigins(const JsonNode& node, const std::string& pointer, JsonNode& origins) const {
    constexpr std::size_t kLongList = 32;
    const bool whole = node.isArray() && node.size() > kLongList && node.at(0).size() == 0;
    if (node.size() == 0 || whole) {
      origins.add(pointer, JsonNode::string(originOf(node, pointer)));
      return;
    }
    for (std::size_t i = 0; i < node.size(); ++i)
      addOrigins(node.at(i),
                 pointer + "/" + (node.isObject() ? escapePointerSegment(node.keyAt(i)) : std::to_string(i)), origins);
  }

  // A scenario that was resolved before says where its values came from then.
  std::string originOf(const JsonNode& node, const std::string& pointer) const {
    const std::map<std::string, std::string>& before = m_context.scenario.blocks.origins;
    const auto known = before.find(pointer);
    if (known != before.end() && node.file() == m_context.scenario.file)
      return known->second;
    std::string text = node.originText();
    if (text.empty())
      text = "scenario";
    const std::string_view basis = basisName(node.basis());
    if (!basis.empty())
      text += ": " + std::string(basis);
    if (!node.source().empty())
      text += (basis.empty() ? ": " : ", ") + node.source();
    return text;
  }

  BindCache m_cache;
  BindContext m_context;
};

} // namespace

Result<JsonNode> resolve(const Scenario& scenario, const Catalogue& catalogue) {
  return Resolver(scenario, catalogue).run();
}

} // namespace coldframe
