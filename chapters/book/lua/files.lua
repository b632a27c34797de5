-- files.lua — lire et écrire les fichiers de la chaîne.

local files = {}

function files.read(path)
  local file = io.open(path, 'rb')
  if not file then
    return nil
  end
  local text = file:read('a')
  file:close()
  return text
end

function files.exists(path)
  local file = io.open(path, 'rb')
  if file then
    file:close()
  end
  return file ~= nil
end

function files.split_lines(text)
  local lines = {}
  for line in (text:gsub('\n$', '') .. '\n'):gmatch('(.-)\r?\n') do
    lines[#lines + 1] = line
  end
  return lines
end

-- nil si le fichier manque.
function files.lines(path)
  local text = files.read(path)
  return text and files.split_lines(text)
end

function files.write(path, text)
  local file, message = io.open(path, 'wb')
  if not file then
    io.stderr:write(message, '\n')
    os.exit(1)
  end
  file:write(text)
  file:close()
end

-- N'écrit que du nouveau : make ne refait alors rien de plus.
function files.write_if_changed(path, text)
  if files.read(path) ~= text then
    files.write(path, text)
  end
end

local function cells(line)
  local row = {}
  for cell in (line .. '\t'):gmatch('(.-)\t') do
    row[#row + 1] = cell
  end
  return row
end

-- Les lignes d'une table, chacune indexée par les noms de l'en-tête ; nil si
-- le fichier manque.
function files.table(path)
  local lines = files.lines(path)
  if not lines then
    return nil
  end
  local names, rows = cells((lines[1] or ''):gsub('^#%s*', '')), {}
  for i = 2, #lines do
    local row = {}
    for k, cell in ipairs(cells(lines[i])) do
      row[names[k] or k] = cell
    end
    rows[#rows + 1] = row
  end
  return rows
end

-- « clef: valeur », une par ligne ; rend aussi la liste ordonnée des clefs.
function files.results(path)
  local lines = files.lines(path)
  if not lines then
    return nil
  end
  local values, keys = {}, {}
  for _, line in ipairs(lines) do
    local key, value = line:match('^([%w_.]+):%s*(.-)%s*$')
    if key then
      local text = value:match('^"(.*)"$')
      values[key] = text and text:gsub('\\(.)', '%1') or value
      keys[#keys + 1] = key
    end
  end
  return values, keys
end

return files
