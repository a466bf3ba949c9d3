#include "ui/document/recovery.h"

#include "ui/document/scenario_document.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>

namespace coldframe::ui {

namespace {

constexpr int kAfterChangeMs = 1'000;
const QString kEnding = QStringLiteral(".recovery.json");

} // namespace

Recovery::Recovery(ScenarioDocument& document, QString folder, QObject* parent)
    : QObject(parent), m_document(document), m_folder(std::move(folder)), m_file(newFile()) {
  m_afterChange.setSingleShot(true);
  m_afterChange.setInterval(kAfterChangeMs);
  connect(&document, &ScenarioDocument::changed, &m_afterChange, qOverload<>(&QTimer::start));
  connect(&document, &ScenarioDocument::aboutToClose, this, [this] {
    writeNow();
    m_file = newFile();
  });
  connect(document.undoStack(), &QUndoStack::cleanChanged, this, [this](bool clean) {
    if (clean)
      remove();
  });
  connect(&m_afterChange, &QTimer::timeout, this, &Recovery::writeNow);
}

Recovery::~Recovery() {
  writeNow();
}

QString Recovery::newFile() const {
  return QDir(m_folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + kEnding);
}

bool Recovery::isUnsaved() const {
  return !m_document.undoStack()->isClean() || !m_document.textIsJson();
}

QString Recovery::standardFolder() {
  return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(QStringLiteral("recovery"));
}

void Recovery::writeNow() {
  m_afterChange.stop();
  if (!isUnsaved())
    return remove();
  const QJsonObject work{{QStringLiteral("file"), m_document.file()},
                         {QStringLiteral("title"), m_document.title()},
                         {QStringLiteral("text"), m_document.text()}};
  QDir().mkpath(m_folder);
  QSaveFile out(m_file);
  if (out.open(QIODevice::WriteOnly) && out.write(QJsonDocument(work).toJson()) >= 0 && out.commit())
    Q_EMIT written(QDateTime::currentDateTime());
}

void Recovery::remove() {
  m_afterChange.stop();
  QFile::remove(m_file);
}

std::vector<RecoveredWork> Recovery::found() const {
  std::vector<RecoveredWork> all;
  const QDir folder(m_folder);
  for (const QFileInfo& info : folder.entryInfoList({u'*' + kEnding}, QDir::Files, QDir::Time)) {
    QFile in(info.filePath());
    if (info.filePath() == m_file || !in.open(QIODevice::ReadOnly))
      continue;
    const QJsonObject work = QJsonDocument::fromJson(in.readAll()).object();
    const QString text = work.value(QStringLiteral("text")).toString();
    if (!text.isEmpty())
      all.push_back({info.filePath(), work.value(QStringLiteral("file")).toString(),
                     work.value(QStringLiteral("title")).toString(), text, info.lastModified()});
  }
  return all;
}

void Recovery::discard(const RecoveredWork& work) {
  QFile::remove(work.recoveryFile);
}

} // namespace coldframe::ui
