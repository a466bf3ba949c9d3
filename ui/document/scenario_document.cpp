#include "ui/document/scenario_document.h"

#include "ui/document/text.h"

#include <QFileInfo>
#include <QSaveFile>

namespace coldframe::ui {

namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20;

Error outputError(const QString& what) {
  return makeError(ErrorKind::Output, fromQt(what));
}

} // namespace

ScenarioDocument::ScenarioDocument(Catalogue catalogue, QObject* parent)
    : QObject(parent), m_catalogue(std::move(catalogue)), m_root(JsonNode::object()) {}

ScenarioDocument::~ScenarioDocument() {
  m_undo.blockSignals(true); // a stack that goes says that it is clean, to listeners who would ask for the title
}

Result<void> ScenarioDocument::open(const QString& fileOrName) {
  if (QFileInfo(fileOrName).isFile() || fileOrName.contains(u'/') || fileOrName.endsWith(u".json")) {
    auto text = readTextFile(fromQt(fileOrName), kMostBytes);
    if (!text)
      return failure(text.error());
    return take(toQt(*text), QFileInfo(fileOrName).absoluteFilePath(), fileOrName);
  }
  auto shipped = m_catalogue.find(CatalogueKind::Scenario, fromQt(fileOrName));
  if (!shipped)
    return failure(shipped.error());
  return take(toQt(shipped->text), {}, toQt(shipped->origin));
}

Result<void> ScenarioDocument::openText(const QString& text, const QString& file) {
  return take(text, file, file.isEmpty() ? tr("recovered") : file);
}

Result<void> ScenarioDocument::take(const QString& text, const QString& file, const QString& origin) {
  const std::string bytes = fromQt(text);
  auto document = JsonDocument::parse(bytes, fromQt(origin), scenarioLimits());
  if (!document)
    return failure(document.error());
  // A result file is the scenario it came from.
  const JsonNode* carried = document->root().find("scenario_document");
  const JsonNode& root = carried != nullptr ? *carried : document->root();
  const JsonNode* schema = root.find("schema");
  if (schema == nullptr || !schema->isString() || schema->asString() != kScenarioSchema) {
    Problem problem;
    problem.what = "this is not a scenario";
    problem.file = fromQt(origin);
    problem.pointer = "/schema";
    problem.value = schema == nullptr ? "nothing" : writeJsonLine(*schema);
    problem.expectation = '"' + std::string(kScenarioSchema) + '"';
    return failure(Error{ErrorKind::Input, {std::move(problem)}});
  }
  Q_EMIT aboutToClose();
  m_file = carried != nullptr ? QString() : file;
  m_origin = origin;
  m_root = root;
  m_text = carried != nullptr ? toQt(writeJson(root, true)) : text;
  m_textIsJson = true;
  m_scenario.reset();
  m_undo.clear();
  Q_EMIT opened();
  Q_EMIT changed();
  derive();
  return {};
}

Result<void> ScenarioDocument::save(const QString& file) {
  QSaveFile out(file);
  const QByteArray bytes = m_text.toUtf8();
  if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
    return failure(outputError(tr("%1 cannot be written: %2").arg(file, out.errorString())));
  m_file = QFileInfo(file).absoluteFilePath();
  m_origin = file;
  m_undo.setClean();
  return {};
}

QString ScenarioDocument::title() const {
  const JsonNode* name = m_root.find("name");
  if (name != nullptr && name->isString() && !name->asString().empty())
    return toQt(name->asString());
  return m_file.isEmpty() ? tr("Untitled") : QFileInfo(m_file).completeBaseName();
}

void ScenarioDocument::edit(const std::string& pointer, JsonNode value, const QString& field, int session) {
  if (m_textIsJson)
    push(changeTo(m_root, pointer, std::move(value)), field, session);
}

void ScenarioDocument::remove(const std::string& pointer, const QString& field) {
  if (m_textIsJson)
    push(changeWithout(m_root, pointer), field, 0);
}

void ScenarioDocument::setText(const QString& text) {
  if (text == m_text)
    return;
  m_text = text;
  auto document = JsonDocument::parse(fromQt(text), fromQt(m_origin), scenarioLimits());
  m_textIsJson = document.has_value();
  if (!document) {
    m_problems = document.error().problems;
    Q_EMIT problemsChanged();
    Q_EMIT changed();
    return;
  }
  auto change = changeBetween(m_root, document->root());
  if (!change) { // white space alone
    Q_EMIT changed();
    derive();
    return;
  }
  m_keepText = true;
  const QString place = change->pointer.empty() ? tr("the text") : toQt(change->pointer);
  push(std::move(change), place, -1);
  m_keepText = false;
}

void ScenarioDocument::push(std::optional<JsonChange> change, const QString& field, int session) {
  if (!change)
    return;
  m_undo.push(new EditCommand(
      std::move(*change), field, session,
      [this](const std::string& pointer, const std::optional<JsonNode>& value) { apply(pointer, value); }));
}

void ScenarioDocument::apply(const std::string& pointer, const std::optional<JsonNode>& value) {
  if (!value) {
    const std::size_t cut = pointer.rfind('/');
    if (const auto* above = findByPointer(m_root, pointer.substr(0, cut)))
      if (const JsonNode* gone = findByPointer(m_root, pointer))
        for (std::size_t i = 0; i < above->size(); ++i)
          if (&above->at(i) == gone) {
            const_cast<JsonNode*>(above)->remove(above->keyAt(i)); // m_root is ours and not const
            break;
          }
  } else if (pointer.empty()) {
    m_root = *value;
  } else {
    std::string why;
    [[maybe_unused]] const bool set = setByPointer(m_root, pointer, *value, why);
    Q_ASSERT(set);
  }
  if (!m_keepText)
    m_text = toQt(writeJson(m_root, true)) + u'\n';
  m_textIsJson = true;
  Q_EMIT changed();
  derive();
}

void ScenarioDocument::derive() {
  auto loaded = loadScenario({fromQt(m_text), fromQt(m_origin)}, m_catalogue);
  if (loaded) {
    m_problems.clear();
    m_scenario = std::make_shared<const LoadedScenario>(std::move(*loaded));
    Q_EMIT problemsChanged();
    Q_EMIT scenarioChanged();
  } else {
    m_problems = loaded.error().problems;
    Q_EMIT problemsChanged();
  }
}

} // namespace coldframe::ui
