<?php
/* fill.php WWW PAPER: settings, people, sections and posts; prints each story's number and path as JSON. */
[, $www, $paper] = $argv;
$paper = json_decode(file_get_contents($paper), true);
$variant = $paper['variant'];
$_SERVER += ['HTTP_HOST' => 'localhost', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1'];
require "$www/wp-load.php";
require ABSPATH . 'wp-admin/includes/image.php';
kses_remove_filters();

const DESK = 'هيئة التحرير';
const BIO = 'صحفي في قسم الأخبار، يكتب عن شؤون المدن وأهلها منذ أعوام.';
const COMMENTS = [
    ['سامر', 'شكرا على هذا التقرير المفصل، ننتظر متابعة للموضوع في الأسابيع المقبلة.'],
    ['أم خالد', 'نتمنى أن يصل هذا إلى حينا أيضا، فقد تعب الناس من الانتظار.'],
    ['قارئ قديم', 'أتفق معك تماما، ولكن الأرقام التي نسمعها كل عام لا تتغير كثيرا.'],
];

function settings($paper, $variant) {
    update_option('blogdescription', $paper['description']);
    update_option('timezone_string', $variant['timezone']);
    update_option('gmt_offset', 3);
    update_option('blog_public', 1);
    update_option('comment_registration', 0);
    update_option('thread_comments', 1);
    update_option('page_comments', 0);
    update_option('paper_variant', $variant);
    if ($variant['permalinks'] === '') {
        touch(ABSPATH . 'no-permalinks');
    }
    foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
        wp_delete_post($post->ID, true);
    }
}

function people($stories) {
    $people = [];
    foreach (array_unique(array_column($stories, 'author')) as $at => $name) {
        $people[$name] = wp_insert_user([
            'user_login' => 'writer' . ($at + 1),
            'user_pass' => wp_generate_password(),
            'user_email' => "writer$at@example.com",
            'display_name' => $name ?: DESK,
            'description' => $name ? BIO : '',
            'role' => 'author',
        ]);
    }
    return $people;
}

function sections($sections, $variant) {
    $ids = [];
    foreach ($sections as $section) {
        $slug = $variant['slugs'] === 'arabic' ? '' : $section['slug'];
        $ids[$section['slug']] = wp_insert_term($section['name'], 'category', ['slug' => $slug])['term_id'];
    }
    update_option('default_category', reset($ids));
    wp_delete_term(1, 'category');
    return $ids;
}

function picture($at) {
    $file = wp_upload_dir()['path'] . "/IMG_204$at.jpg";
    $image = imagecreatetruecolor(800, 533);
    imagefill($image, 0, 0, imagecolorallocate($image, 40 * $at, 90, 120));
    imagejpeg($image, $file, 60);
    copy($file, ABSPATH . 'picture.jpg');
    $kind = ['post_mime_type' => 'image/jpeg', 'post_title' => "IMG_204$at", 'post_excerpt' => 'صورة من الأرشيف'];
    $id = wp_insert_attachment($kind + ['post_status' => 'inherit'], $file);
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $file));
    return $id;
}

function post_story($story, $people, $sections) {
    $gone = strtotime($story['published']);
    $id = wp_insert_post(wp_slash([
        'post_title' => $story['headline'],
        'post_name' => $story['slug'],
        'post_content' => $story['content'],
        'post_excerpt' => $story['excerpt'],
        'post_status' => 'publish',
        'post_date' => $story['published'],
        'post_author' => $people[$story['author']],
        'post_category' => [$sections[$story['section']]],
        'tags_input' => $story['tags'],
        'comment_status' => 'open',
        'ping_status' => 'closed',
    ]), true);
    if ($story['number'] % 5 === 0) { // put right an hour and a half later
        $when = gmdate('Y-m-d H:i:s', $gone + 5400);
        $GLOBALS['wpdb']->update($GLOBALS['wpdb']->posts, [
            'post_modified' => $when,
            'post_modified_gmt' => get_gmt_from_date($when),
        ], ['ID' => $id]);
    }
    if ($story['number'] % 4 === 0) {
        comments($id, $story['published']);
    }
    return $id;
}

function comments($post, $published) {
    $parent = 0;
    foreach (COMMENTS as $at => [$name, $text]) {
        $parent = wp_insert_comment([
            'comment_post_ID' => $post,
            'comment_author' => $name,
            'comment_author_email' => "reader$at@example.com",
            'comment_content' => $text,
            'comment_parent' => $at === 2 ? $parent : 0,
            'comment_date' => gmdate('Y-m-d H:i:s', strtotime($published) + 3600 * ($at + 1)),
            'comment_approved' => 1,
        ]);
    }
}

/* What every site has besides: a page about itself, a post behind a password, a draft. */
function other_pages($variant, $desk, $when) {
    $about = '<p>نحن صحيفة مستقلة تنقل أخبار المدن وأهلها، ويعمل فيها محررون ومراسلون من بلدان عدة.</p>'
        . '<p>تأسست الصحيفة لتكون قريبة من قرائها، وهي تفتح صفحاتها لكل رأي يكتب بلغة نظيفة ويحترم الآخرين.</p>'
        . '<p>للتواصل مع التحرير أو لطلب تصحيح خبر، يرجى استعمال البريد المنشور في أسفل كل صفحة.</p>';
    $page = ['post_type' => 'page', 'post_status' => 'publish', 'comment_status' => 'closed'];
    $ids = ['about' => wp_insert_post($page + ['post_title' => 'من نحن', 'post_content' => $about])];
    $long = str_repeat('<p>هذا نص لا يقرؤه إلا من يعرف كلمة المرور التي وزعت على المشتركين.</p>', 5);
    $hidden = ['post_title' => 'رسالة إلى المشتركين', 'post_content' => $long, 'post_status' => 'publish'];
    $hidden += ['post_author' => $desk, 'post_date' => $when];
    wp_insert_post($hidden + ['post_password' => 'not-a-secret']);
    wp_insert_post(['post_title' => 'مسودة لم تنشر', 'post_content' => $long, 'post_status' => 'draft']);
    if ($variant['front'] === 'page') {
        $welcome = '<p>أهلا بكم في موقع الصحيفة. تجدون الأخبار كلها في صفحة الأخبار.</p>';
        $front = wp_insert_post($page + ['post_title' => 'الرئيسية', 'post_content' => $welcome]);
        $ids['news'] = wp_insert_post($page + ['post_title' => 'الأخبار', 'post_name' => 'news']);
        update_option('show_on_front', 'page');
        update_option('page_on_front', $front);
        update_option('page_for_posts', $ids['news']);
    }
    return $ids;
}

function menu($sections, $pages) {
    $links = [];
    foreach ($sections as $id) {
        $links[] = ['category', 'taxonomy', $id, get_term($id)->name, get_term_link($id)];
    }
    foreach ($pages as $id) {
        $links[] = ['page', 'post_type', $id, get_the_title($id), get_permalink($id)];
    }
    $menu = wp_create_nav_menu('الأقسام');
    $blocks = '';
    foreach ($links as [$object, $type, $id, $label, $url]) {
        wp_update_nav_menu_item($menu, 0, [
            'menu-item-object' => $object,
            'menu-item-type' => $type,
            'menu-item-object-id' => $id,
            'menu-item-title' => $label,
            'menu-item-status' => 'publish',
        ]);
        $blocks .= '<!-- wp:navigation-link ' . wp_json_encode(['label' => $label, 'url' => $url]) . " /-->\n";
    }
    wp_insert_post(['post_type' => 'wp_navigation', 'post_title' => 'الأقسام', 'post_status' => 'publish',
        'post_content' => wp_slash($blocks)]);
    $places = array_keys(get_registered_nav_menus());
    set_theme_mod('nav_menu_locations', $places ? [$places[0] => $menu] : []);
}

function widgets() {
    global $wp_registered_sidebars;
    $blocks = get_option('widget_block', []);
    $calendar = '<!-- wp:group --><div class="wp-block-group"><!-- wp:heading --><h2>%s</h2><!-- /wp:heading -->'
        . '<!-- wp:%s /--></div><!-- /wp:group -->';
    $blocks[20] = ['content' => sprintf($calendar, 'الوسوم', 'tag-cloud')];
    update_option('widget_block', $blocks);
    $shown = ['block-2', 'block-3', 'block-4', 'block-5', 'block-6', 'block-20'];
    $place = array_key_first(array_intersect_key(array_flip(['right-sidebar', 'sidebar-1']), $wp_registered_sidebars));
    wp_set_sidebars_widgets(is_int($place) || !$place ? ['sidebar-1' => $shown] : [$place => $shown]);
}

settings($paper, $variant);
$people = people($paper['stories']);
$sections = sections($paper['sections'], $variant);
$pictures = array_map('picture', range(1, 4));
$paths = [];
foreach ($paper['stories'] as $story) {
    $id = post_story($story, $people, $sections);
    if ($story['number'] % 3 === 0) {
        set_post_thumbnail($id, $pictures[$id % 4]);
    }
    $paths[$story['number']] = substr(get_permalink($id), strlen(home_url()));
}
menu($sections, other_pages($variant, $people[''], $paper['stories'][9]['published']));
widgets();
flush_rewrite_rules(false);
echo "\n", wp_json_encode((object) $paths), "\n";
