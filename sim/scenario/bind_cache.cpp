#include "sim/scenario/bind_cache.h"

#include "sim/json/document.h"

namespace coldframe {

namespace {

// Overrides with other places in other files are still the same overrides.
std::string keyOf(const std::string& name, const JsonNode& overrides) {
  return overrides.size() == 0 ? name : name + "\n" + writeJsonLine(overrides);
}

} // namespace

template <class T, class Load>
BindCache::Shared<T> BindCache::get(Known<T>& known, const std::string& key, const Load& load) {
  {
    const std::scoped_lock lock(m_mutex);
    if (const auto found = known.find(key); found != known.end())
      return found->second;
  }
  // Read outside the lock: two threads may read the same once each, and the first one's is kept.
  Result<T> loaded = load();
  if (!loaded)
    return failure(std::move(loaded.error()));
  const std::scoped_lock lock(m_mutex);
  return known.emplace(key, std::make_shared<const T>(std::move(*loaded))).first->second;
}

BindCache::Shared<Profile<FaasProfile>> BindCache::faas(const Catalogue& catalogue, const std::string& name,
                                                        const JsonNode& overrides) {
  return get(m_faas, keyOf(name, overrides), [&] { return loadFaasProfile(catalogue, name, overrides); });
}

BindCache::Shared<Profile<ExecutorProfile>> BindCache::executor(const Catalogue& catalogue, const std::string& name,
                                                                const JsonNode& overrides) {
  return get(m_executors, keyOf(name, overrides), [&] { return loadExecutor(catalogue, name, overrides); });
}

BindCache::Shared<Profile<InstanceProfile>> BindCache::instances(const Catalogue& catalogue, const std::string& name) {
  return get(m_instances, name, [&] { return loadInstances(catalogue, name); });
}

BindCache::Shared<Profile<KeepAlivePreset>> BindCache::keepAlive(const Catalogue& catalogue, const std::string& name) {
  return get(m_keepAlive, name, [&] { return loadKeepAlive(catalogue, name); });
}

BindCache::Shared<LoadedBook> BindCache::book(const Catalogue& catalogue, const std::string& name) {
  return get(m_books, name, [&]() -> Result<LoadedBook> {
    Result<CatalogueText> text = catalogue.find(CatalogueKind::Prices, name);
    if (!text)
      return failure(std::move(text.error()));
    const Result<JsonDocument> document = JsonDocument::parse(text->text, text->origin);
    Result<PriceBook> book = document ? readPriceBook(*document) : failure(document.error());
    if (!book)
      return failure(std::move(book.error()));
    return LoadedBook{std::move(*book), text->exactName, text->sha256};
  });
}

} // namespace coldframe
