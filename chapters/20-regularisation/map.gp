# Le score selon C et γ ; un cadre entoure le meilleur C de chaque γ.
height = 8.4
@canvas
map = results.'/map.tsv'
crest = results.'/crest.tsv'
gammas = '0,02 0,06 0,2 0,6 2 6 20 60 200'
unset grid
unset key
set tics out
set xrange [-0.5:6.5]
set yrange [-0.5:8.5]
set cbrange [0.7:0.96]
set palette @sequential
set xlabel 'C'
set ylabel 'γ' offset -0.5
set xtics ('10^{−2}' 0, '10^{−1}' 1, '1' 2, '10' 3, '10^2' 4, '10^3' 5, \
    '10^4' 6)
set for [i=1:9] ytics add (word(gammas, i) i - 1)
set cblabel 'bonnes réponses sur des points neufs' offset 0.5
set format cb '%.2f'
set style fill empty border
plot map using 2:1:3 with image, \
     map using ($3 < 0.9 ? $2 : NaN):1:(gprintf('%.1f', 100 * $3)) \
         with labels tc rgb 'black' font ',8', \
     map using ($3 < 0.9 ? NaN : $2):1:(gprintf('%.1f', 100 * $3)) \
         with labels tc rgb 'white' font ',8', \
     crest using 2:1:($2 - 0.46):($2 + 0.46):($1 - 0.46):($1 + 0.46) \
         with boxxyerror lc rgb orange lw 2
